/*
 * Unknown flags. A mistyped `--staus` must not start a bar, and `--status --bogus` must not look like a success. But
 * Chromium, Electron and the system have hundreds of switches, more with each version, and none of them may keep the
 * bar from starting.
 */

/** First words of the switches that Chromium, Electron, Node and installers have. */
const families = new Set(
  (
    'allow app auth auto autoplay block cipher class crash data debug default disable disk dump edge enable ' +
    'experimental expose extra field flag font force fps gpu gtk headless high host icu ignore in inspect ' +
    'install isolate js lang load log make max media memory metrics mojo mute net no num origin original ' +
    'ozone password perf permission process profile proxy pull register remote renderer root run sandbox ' +
    'service shared show single site squirrel ssl start svg swiftshader system test time tls top touch trace ' +
    'try type ui unlimited unsafely use user utility v vmodule wayland web webrtc webview window wm x zygote'
  ).split(' '),
)

/** Single-word switches of the same programs. */
const singles = new Set([
  'accept-lang',
  'display',
  'fullscreen',
  'guest',
  'harmony',
  'incognito',
  'kiosk',
  'require',
  'restart',
  'silent',
  'uninstall',
  // The installer starts the updated program with it.
  'updated',
])

/** A flag that differs by no more letters than this was mistyped. */
const LIKENESS = 2
/** Among shorter names, too many unrelated words are that similar. */
const LONG_NAME = 6

export type UnknownFlag = {
  readonly flag: string
  /** The flag of the bar that may have been meant. */
  readonly meant: string | null
}

/**
 * The first flag that is not known. Beside a command of the bar (`strict`) a foreign flag must belong to a known
 * family. On a plain start a flag is left to Chromium, unless it resembles one of the bar's flags or is a single word,
 * of which Chromium has few.
 */
export function unknownFlag(
  words: readonly string[],
  ours: readonly string[],
  strict: boolean,
): UnknownFlag | null {
  for (const word of words) {
    const [, name = ''] = /^--([^=]+)/.exec(word) ?? []
    if (name === '') {
      if (strict && /^-[^-]/.test(word) && !/^-(psn_|NS|Apple)/.test(word)) return asUnknown(word, null)
      continue
    }
    if (ours.includes(name) || singles.has(name)) continue
    const meant = nearest(name.toLowerCase(), ours)
    const isMistyped = meant !== null && meant.length >= LONG_NAME
    if (!isMistyped && isOfFamily(name)) continue
    if (strict || isMistyped || /^[a-z0-9]+$/i.test(name)) return asUnknown(`--${name}`, meant)
  }
  return null
}

const asUnknown = (flag: string, meant: string | null): UnknownFlag => ({ flag: flag.slice(0, 40), meant })

const isOfFamily = (name: string): boolean => families.has(name.toLowerCase().split(/[-_]/)[0] ?? '')

function nearest(name: string, ours: readonly string[]): string | null {
  const [best] = ours
    // Names of very different length are skipped, so that a flag of any length costs little.
    .filter((own) => Math.abs(own.length - name.length) <= LIKENESS)
    .map((own) => ({ own, away: distance(own, name) }))
    .filter(({ away }) => away <= LIKENESS)
    .sort((one, other) => one.away - other.away)
  return best?.own ?? null
}

/** The edit distance: how many letters to insert, remove or change to turn one word into the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1]
    for (let column = 1; column <= other.length; column++) {
      const changed = (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
