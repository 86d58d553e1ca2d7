import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../../../src/main/core/secrets/redact'

const RUNS = Number(process.env['VOCOM_BAR_REDACTIONS'] ?? 500)
/** Once with 100,000, when the redactor changes. */
const limitMs = 10_000 + RUNS * 10

const KEY = 'Zx9-Kq/7+tR"2_mW\\vB5=nL8'

/** Signs that people and programs put between the figures of a number. */
const separators = [
  ...['', ' ', '-', '.', '(', ') ', '/', '_', '+', ', ', ':', ';', '*', '#', '\t', '\n', '|', '~', '=', '"'],
  ...['\u00a0', '\u2009', '\u202f', '\u2007', '\u3000', '\u200b', '\u2060', '\ufeff', '\u00ad'],
  ...[
    '\u2010',
    '\u2011',
    '\u2012',
    '\u2013',
    '\u2014',
    '\u2212',
    '\ufe63',
    '\uff0d',
    '\u00b7',
    '\u2022',
    '\u30fb',
    '\uff0e',
  ],
  ...[
    '%20',
    '%2B',
    '%2b',
    '%28',
    '%2D',
    '%C2%A0',
    '%E2%80%91',
    '%2520',
    '\\n',
    '\\t',
    '\\u00a0',
    '\\u2011',
    '\\\\u002b',
  ],
] as const
const separator = fc.array(fc.constantFrom(...separators), { maxLength: 3 }).map((signs) => signs.join(''))
const before = [
  '',
  'rec_',
  'ramal_',
  'call-',
  'SIP/',
  'tel:',
  'to=',
  '{"number":"',
  '(',
  '+',
  '%2B',
  'é',
  'x',
  '[2026-03-02 12:34:56.789] [info]  dialled ',
]
const after = ['', '.wav', '_in', '@pabx.example', ' now', '"}', ')', 'é', 'x', '\n']

/** A text that a program would have written, and that is left as it is: no number looks like it. */
const looksWritten = /(?:19|20)\d\d-[01]\d-[0-3]\d|\d\d:\d\d:\d\d|\d\.0\.\d{3}|\d\.\d+\.\d+-\d/

describe('of a telephone number', () => {
  const { redact } = createRedactor()

  it(
    'no log shows more than its last four digits, whatever stands in it and around it',
    () => {
      const number = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), separator), {
        minLength: 8,
        maxLength: 15,
      })
      fc.assert(
        fc.property(number, fc.constantFrom(...before), fc.constantFrom(...after), (figures, left, right) => {
          const written = figures
            .map(([figure, sign], at) => (at === 0 ? '' : sign) + String(figure))
            .join('')
          fc.pre(!looksWritten.test(written))
          const told = String(redact(left + written + right))
          expect(told.startsWith(left)).toBe(true)
          expect(told.endsWith(right)).toBe(true)
          const shown = told.slice(left.length, told.length - right.length)
          expect(shown.length).toBe(written.length)
          // Read from the front, each figure but the last four is a star.
          let at = 0
          for (const [index, [figure, sign]] of figures.entries()) {
            if (index > 0) at += sign.length
            expect(shown[at]).toBe(index < figures.length - 4 ? '*' : String(figure))
            at += 1
          }
        }),
        { numRuns: RUNS },
      )
    },
    limitMs,
  )

  it.each([
    ['rec_5511999998888.wav', 'rec_*********8888.wav'],
    ['ramal_11999998888', 'ramal_*******8888'],
    ['call-11999998888', 'call-*******8888'],
    ['SIP/11999998888-0001', 'SIP/***********-0001'],
    ['%2B5511999998888', '%2B*********8888'],
    ['tel:%2B55%20(11)%2099999%2D8888', 'tel:%2B**%20(**)%20*****%2D8888'],
    ['11·99999·8888', '**·*****·8888'],
    ['11 99999‑8888', '** *****‑8888'],
    ['{"to":"11\\u00a099999\\u20118888"}', '{"to":"**\\u00a0*****\\u20118888"}'],
    ['１１９９９９９８８８８', '*******８８８８'],
    ['50%2511999998888', '**%25*******8888'],
  ])('%j becomes %j', (text, told) => {
    expect(redact(text)).toBe(told)
  })

  it.each([
    '2f1c9a3e-1111-4222-8333-444455556666',
    'call 12345678-1234-1234-1234-12345678901a ended',
    '[2026-03-02 12:34:56.789] [info]  started',
    '2026-03-02T12:34:56.789Z POST interact_cti/agent/login/ ok 12 ms',
    '2026-03-02T12:34:56-03:00',
    'Chrome/130.0.6723.137 Electron/33.2.1 Node 20.18.1',
    'Windows 10.0.22631, Linux 5.15.0-1042-azure, 6.1.0-25-amd64',
    'http://127.0.0.1:45123/interact_cti/',
    'at run (file:///app/out/main/index.js:12345:67890)',
    '12:34:56.789 idle',
  ])('%j, which is none, nothing is masked', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('a text that is read as a date, a time or a version is one only where it stands alone', () => {
    expect(redact('2026-03-02-11-99999-8888')).toBe('****-**-**-**-*****-8888')
    expect(redact('11 2026-03-02')).toBe('** ****-03-02')
    expect(redact('12:34:56.789.11999998888')).toBe('**:**:**.***.*******8888')
  })
})

describe('of the key', () => {
  const pair = `api_key:${KEY}`
  const forms = [KEY, pair].flatMap((text) => {
    const bytes = Buffer.from(text)
    return [
      text,
      bytes.toString('base64'),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      encodeURIComponent(text),
    ]
  })
  /** The same letters in another case, as a header or an address may hold them. */
  const cased = (text: string, flips: readonly boolean[]): string =>
    Array.from(text, (sign, at) =>
      flips[at % flips.length] === true ? sign.toUpperCase() : sign.toLowerCase(),
    ).join('')
  const wrapped = (text: string, width: number, by: string): string =>
    Array.from({ length: Math.ceil(text.length / width) }, (_, at) =>
      text.slice(at * width, (at + 1) * width),
    ).join(by)
  const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)
  const unicode = (text: string): string =>
    Array.from(text, (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`).join('')
  const percent = (text: string): string =>
    Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

  const form = fc
    .tuple(
      fc.constantFrom(...forms),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
      fc.nat(9),
      fc.integer({ min: 3, max: 20 }),
    )
    .map(([text, flips, how, width]) => {
      switch (how) {
        case 0:
          return text
        case 1:
          return cased(text, flips)
        case 2:
          return inJson(text)
        case 3:
          return inJson(inJson(text))
        case 4:
          // A line ends in no escape.
          return text.includes('%') ? text : wrapped(text, width, '\r\n')
        case 5:
          return inJson(text.includes('%') ? text : wrapped(text, width, '\n'))
        case 6:
          return unicode(text)
        case 7:
          return percent(text)
        case 8:
          return encodeURIComponent(encodeURIComponent(text))
        default:
          return inJson(text).replaceAll('/', '\\/')
      }
    })

  it(
    'no form is left, in any letter case, encoded, escaped or broken over lines',
    () => {
      const { hide, redact } = createRedactor()
      hide(KEY)
      fc.assert(
        fc.property(fc.string(), form, fc.string(), (left, written, right) => {
          const told = String(redact(left + written + right))
          expect(told).toContain('[redacted]')
          // From the half on it is the key's, whatever stands before it.
          const half = written.slice(written.length / 2)
          for (const part of [half.slice(0, 12), half.slice(-12)])
            expect(told.slice(left.length)).not.toContain(part)
        }),
        { numRuns: RUNS },
      )
    },
    limitMs,
  )

  it('a key of figures alone is hidden in numbers too', () => {
    const { hide, redact } = createRedactor()
    hide('1712345678901')
    expect(redact({ at: 1712345678901 })).toEqual({ at: '[redacted]' })
  })
})

describe('a text of any kind', () => {
  /** What a pattern that goes back and forth would stumble over. */
  const repeated = fc.constantFrom(
    '1',
    '1 ',
    '1-',
    '%',
    '%25',
    '%2',
    '\\',
    '\\u',
    '\\u00',
    '(',
    '1(',
    'a',
    'a1',
    '2026-03-02 ',
    '12:34:56',
    '1.0.',
    'f0-',
    'https://',
    'Basic ',
    'api_key:',
    '\u0130',
    '𝟗',
    ' ',
    'Zx9-',
  )

  it('of a million signs is read in a time that grows with its length alone', () => {
    const { hide, redact } = createRedactor()
    hide(KEY)
    // Of the processor, which a loaded machine gives later but not more of.
    const millisecondsOf = (text: string): number => {
      const before = process.cpuUsage()
      redact(text)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1_000
    }
    fc.assert(
      fc.property(
        fc.array(repeated, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', 'x', '8'),
        (parts, end) => {
          const part = parts.join('')
          const text = part.repeat(Math.ceil(1_000_000 / part.length)) + end
          // A pattern that goes back over the text takes minutes.
          expect(millisecondsOf(text)).toBeLessThan(10_000)
        },
      ),
      { numRuns: Math.min(60, Math.max(20, RUNS / 1_000)) },
    )
  }, 120_000)
})
