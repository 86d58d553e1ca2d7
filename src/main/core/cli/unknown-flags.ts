/*
 * Flags that are nobody's. A mistyped `--staus` must not start a bar, nor `--status --bogus` look like a
 * success; but Chromium, Electron and the system bring hundreds of switches of their own, more with each
 * version, and none of those may ever keep the bar from starting.
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

/** Others of theirs. */
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
  // The installer starts what it has updated with it.
  'updated',
])

/** As few letters away, and it was mistyped. */
const LIKENESS = 2
/** Of shorter ones anything may be as near. */
const LONG_NAME = 6

export type UnknownFlag = {
  readonly flag: string
  /** The flag of ours that may have been meant. */
  readonly meant: string | null
}

/**
 * The first flag that nobody knows. Beside a command of ours (`strict`) all that is foreign must be of a
 * known family; on a plain start a flag is left to Chromium unless it is as good as one of ours, or a
 * single word, of which Chromium has few.
 */
export function unknownFlag(
  words: readonly string[],
  ours: readonly string[],
  strict: boolean,
): UnknownFlag | null {
  for (const word of words) {
    const [, name = ''] = /^--([^=]+)/.exec(word) ?? []
    if (name === '') {
      if (strict && /^-[^-]/.test(word) && !/^-(psn_|NS|Apple)/.test(word)) return told(word, null)
      continue
    }
    if (ours.includes(name) || singles.has(name)) continue
    const meant = nearest(name.toLowerCase(), ours)
    const isMistyped = meant !== null && meant.length >= LONG_NAME
    if (!isMistyped && isOfFamily(name)) continue
    if (strict || isMistyped || /^[a-z0-9]+$/i.test(name)) return told(`--${name}`, meant)
  }
  return null
}

const told = (flag: string, meant: string | null): UnknownFlag => ({ flag: flag.slice(0, 40), meant })

const isOfFamily = (name: string): boolean => families.has(name.toLowerCase().split(/[-_]/)[0] ?? '')

function nearest(name: string, ours: readonly string[]): string | null {
  const [best] = ours
    // A flag may be as long as it likes: its letters are compared with nothing that is far shorter.
    .filter((own) => Math.abs(own.length - name.length) <= LIKENESS)
    .map((own) => ({ own, away: distance(own, name) }))
    .filter(({ away }) => away <= LIKENESS)
    .sort((one, other) => one.away - other.away)
  return best?.own ?? null
}

/** How many letters must be put in, taken out or changed to make one of the other. */
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
