/*
 * Pages of a CRM as they are found: what stands in them, and which numbers an agent sees there.
 */

export type NastyPage = {
  readonly html: string
  readonly headers?: Record<string, string>
  /** The numbers of the page and its frames, as they are written. */
  readonly numbers: readonly string[]
  /** The page makes itself by a script, and keeps what it has made in `made`. */
  readonly isMade?: true
}

const numbered = (at: number): string =>
  `(11) 9${String(81_000_000 + at * 7).replace(/(\d{4})(\d{4})/, '$1-$2')}`

const rows = 2_000
/** Five texts each: 10,000 elements with a number in every fifth. */
const longTable = `
  const cells = (at) => ['Cliente ' + at, '(11) 9' + String(81000000 + at * 7).replace(/(....)(....)/, '$1-$2'),
    'R$ 1.234,' + (10 + at % 90), '24/11/2026 13:5' + at % 10, 'Pedido 11999' + (100000 + at)]
  setTimeout(() => {
    const body = document.createElement('tbody')
    for (let at = 0; at < ${rows}; at++) {
      const row = body.insertRow()
      for (const text of cells(at)) row.insertCell().textContent = text
    }
    document.querySelector('table').append(body)
    made = document.body.innerHTML
  }, 50)`

const rerendering = `
  const draw = (turn) => {
    const list = document.querySelector('ul')
    list.replaceChildren(...[3, 1, 2].map((at) => {
      const item = document.createElement('li')
      // As React does: pieces of one text, with comments between those of a server.
      item.append('(11) ', document.createComment(''), '3333-', String(4440 + at))
      return item
    }))
    document.querySelector('b').firstChild.data = turn < 30 ? 'turn ' + turn : 'tel 21 3333-4444'
    if (turn < 30) setTimeout(draw, 16, turn + 1)
    else made = document.body.innerHTML
  }
  draw(0)`

export const nastyPages: Readonly<Record<string, NastyPage>> = {
  plain: {
    html: '<p>Maria, (11) 99999-8888<p>+55 (0)11 3333-4444 <b>ou</b> 0800 123 4567',
    numbers: ['(11) 99999-8888', '+55 (0)11 3333-4444', '0800 123 4567'],
  },
  list: {
    html: `<ul></ul><b> </b><script>${rerendering}</script>`,
    numbers: ['(11) 3333-4443', '(11) 3333-4441', '(11) 3333-4442', '21 3333-4444'],
    isMade: true,
  },
  late: {
    html: `<table></table><script>${longTable}</script>`,
    numbers: Array.from({ length: rows }, (_none, at) => numbered(at)),
    isMade: true,
  },
  frames: {
    html: `<iframe srcdoc="<p>dentro: 11 3333-4444"></iframe><iframe src="/inner"></iframe><iframe src="OTHER"></iframe>`,
    numbers: ['11 3333-4444', '(11) 99999-8888'],
  },
  shadow: {
    html: `<x-a></x-a><x-late></x-late><div id="shut"></div><script>
      const inside = '<p>tel. (21) 3333-4444</p><x-b></x-b>'
      customElements.define('x-b', class extends HTMLElement {
        connectedCallback() { this.attachShadow({ mode: 'open' }).textContent = '(31) 3333-4444' } })
      customElements.define('x-a', class extends HTMLElement {
        constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = inside } })
      shut.attachShadow({ mode: 'closed' }).textContent = '(41) 3333-4444'
      setTimeout(() => {
        document.querySelector('x-late').attachShadow({ mode: 'open' }).textContent = '(51) 3333-4444'
        document.title = 'later'
        made = document.body.innerHTML
      }, 100)
    </script>`,
    numbers: ['(21) 3333-4444', '(31) 3333-4444', '(51) 3333-4444'],
    isMade: true,
  },
  csp: {
    html: '<p>(11) 99999-8888',
    headers: {
      'content-security-policy':
        "default-src 'none'; trusted-types 'none'; require-trusted-types-for 'script'",
    },
    numbers: ['(11) 99999-8888'],
  },
  typed: {
    html: `<div contenteditable>(11) 99999-8888 <span>(11) 99999-8887</span></div><input value="(11) 99999-8886">
      <textarea>(11) 99999-8885</textarea><select><option>(11) 99999-8884</select><button>(11) 99999-8883</button>
      <a href="#x">(11) 99999-8882</a><div contenteditable="false">(11) 99999-8881</div>
      <template><p>(11) 99999-8880</template><style>/* (11) 99999-8879 */</style>`,
    numbers: ['(11) 99999-8881'],
  },
  rightToLeft: {
    html: '<p dir="rtl">اتصل بالرقم (11) 99999-8888 الآن</p><p dir="rtl">هاتف ٠٨٠٠ ١٢٣ ٤٥٦٧</p>',
    numbers: ['(11) 99999-8888', '٠٨٠٠ ١٢٣ ٤٥٦٧'],
  },
  others: {
    html: [
      'R$ 1.234.567,89',
      'CPF 123.456.789-09',
      '12.345.678/0001-90',
      'Pedido 11999998888',
      'Protocolo: 2026112400012345',
      '24/11/2026 13:55:07',
      '192.168.100.200:8080',
      'ce36d513-4f0a-4a39-9a1e-1199998888aa',
      '34191.79001 01043.510047 91020.150008 6 84560026000',
    ]
      .map((text) => `<p>${text}`)
      .join(''),
    numbers: [],
  },
}
