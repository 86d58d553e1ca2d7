import fc from 'fast-check'

/*
 * What is thrown at every door through which a text of somebody else comes in: links, command lines, policies, settings,
 * answers of the PABX, and the socket.
 */

/** How many texts each property is tried with: more when a reader changes. */
export const RUNS = Number(process.env['VOCOM_BAR_DOORS'] ?? 200)
export const runs = { numRuns: RUNS }
/** A property at this many texts needs this long, on a slow computer. */
export const LIMIT_MS = 60_000 + RUNS * 10

/** Names that mean something to JavaScript itself. */
const tricks = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '',
  'length',
]

/** A text with pieces of that door's own language among noise. */
export const textWith = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...pieces, ...tricks) },
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        fc.constantFrom('\0', '\uFEFF', '\uD800', '\u202E', '%', '%E0%A4%A', '\n', '\r\n', ' '),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''))

/** What JSON can hold, with those names and those leaves among what else there is. */
export function treeWith(names: readonly string[], leaves: readonly unknown[]): fc.Arbitrary<unknown> {
  const name = fc.oneof(fc.constantFrom(...names, ...tricks), fc.string({ maxLength: 10 }))
  const leaf = fc.oneof(fc.constantFrom(...leaves), fc.jsonValue({ maxDepth: 1 }))
  return fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.array(fc.tuple(name, tie('tree')), { maxLength: 6 }).map(asParsed),
    ),
  })).tree
}

/** As `JSON.parse` makes it: `__proto__` is a name like any other. */
function asParsed(entries: readonly (readonly [string, unknown])[]): object {
  const made = {}
  for (const [name, value] of entries)
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true })
  return made
}

/** Nested so deep that a reader which calls itself for each level runs out of stack. */
export const deepJson = (inner: string, levels = 100_000, name = 'a'): string =>
  `${`{"${name}":`.repeat(levels)}${inner}${'}'.repeat(levels)}`

const SIZE = 200_000

/** A text of 200,000 characters that says one thing again and again, between a beginning and an end. */
export const longWith = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      textWith(...pieces),
      fc.oneof(fc.constantFrom(...pieces), textWith(...pieces)),
      textWith(...pieces),
    )
    .map(([before, said, after]) => {
      const unit = said === '' ? ' ' : said
      return before + unit.repeat(Math.ceil(SIZE / unit.length)) + after
    })

/** Long texts take as long as many short ones. */
export const longRuns = { numRuns: Math.ceil(RUNS / 50) }

/** What a reader that looks at each character a few times needs for 200,000 of them, a hundred times over. */
const LINEAR_MS = 2_000

/** Milliseconds of this process alone, whatever else the computer does. */
export function inLinearTime(read: () => void): boolean {
  const from = process.cpuUsage()
  read()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1_000 < LINEAR_MS
}
