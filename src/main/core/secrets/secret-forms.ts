/*
 * The forms in which a secret may appear in a text: as it is, encoded, after the user's name, in any letter case, with
 * signs escaped for JSON or an address, and broken over lines.
 */

/** A shorter secret would appear in many texts by chance. */
const SHORTEST = 4
const MASK = '[redacted]'

/** The ways in which a secret may be written, in lower case. */
export function formsOf(secret: string): readonly string[] {
  const forms = [secret, `api_key:${secret}`].flatMap((text) => {
    const bytes = Buffer.from(text, 'utf8')
    const base64 = bytes.toString('base64')
    return [
      text,
      base64,
      base64.replace(/=+$/, ''),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      encodeURIComponent(text),
      JSON.stringify(text).slice(1, -1),
    ]
  })
  const read = forms
    .map(lowerCase)
    .flatMap((form) => [form, readWith(breaks, form).text, readWith(escapes, form).text])
  return [...new Set(read)].filter(({ length }) => length >= SHORTEST)
}

/**
 * A text without line breaks, with its escapes decoded or left, and the position of each of its signs in the original.
 */
type Read = { readonly text: string; readonly from: readonly number[]; readonly to: readonly number[] }

const breaks = /()()(\\{1,8}[nrt]?)|([\s\S])/gi
const escapes = /\\{1,8}u00([2-7][0-9a-f])|%(?:25){0,4}([2-7][0-9a-f])|(\\{1,8}[nrt]?)|([\s\S])/gi

function readWith(pattern: RegExp, text: string): Read {
  const signs: string[] = []
  const from: number[] = []
  const to: number[] = []
  for (const { index, 0: whole, 1: unicode = '', 2: percent = '', 4: plain = '' } of text.matchAll(pattern)) {
    const code = unicode + percent
    const sign = code === '' ? plain : String.fromCharCode(parseInt(code, 16)).toLowerCase()
    // Backslashes are removed from texts and forms alike, because their number depends on how often a text was escaped.
    if (sign === '' || /[\s\\]/.test(sign)) continue
    signs.push(sign)
    from.push(index)
    to.push(index + whole.length)
  }
  return { text: signs.join(''), from, to }
}

/** The positions of those forms in the text, both as it stands and decoded. */
function placesOf(lower: string, forms: readonly string[]): readonly (readonly [number, number])[] {
  const places: [number, number][] = []
  const search = (text: string, form: string, take: (at: number, length: number) => void): void => {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length))
      take(at, form.length)
  }
  // Text before a secret can turn its first signs into what looks like an escape, so the text is also searched
  // undecoded.
  const readings = [readWith(breaks, lower), readWith(escapes, lower)]
  for (const form of forms) {
    search(lower, form, (at, length) => places.push([at, at + length]))
    for (const { text, from, to } of readings)
      search(text, form, (at, length) => places.push([from[at] ?? 0, to[at + length - 1] ?? lower.length]))
  }
  return places.sort(([a], [b]) => a - b)
}

/** The text without any of those forms. */
export function withoutForms(text: string, forms: readonly string[]): string {
  if (forms.length === 0) return text
  const parts: string[] = []
  let at = 0
  for (const [start, end] of placesOf(lowerCase(text), forms)) {
    if (start >= at) parts.push(text.slice(at, start), MASK)
    at = Math.max(at, end)
  }
  return parts.join('') + text.slice(at)
}

/** In lower case, with every sign where it was: some letters are longer in the other case. */
const lowerCase = (text: string): string =>
  text.replace(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase()
    return lower.length === letter.length ? lower : letter
  })
