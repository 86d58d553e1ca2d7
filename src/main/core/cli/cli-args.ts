import { callRef, type CallRef } from '../../../shared/ids'
import { looksLikeLink } from '../../../shared/calls/looks-like-link'
import type { Sentence } from '../../../shared/i18n/say'
import { unknownFlag, type UnknownFlag } from './unknown-flags'

/** What a command line asks for. */
export type Invocation =
  | { readonly kind: 'bar'; readonly links: readonly string[] }
  | {
      readonly kind: 'run'
      readonly command: string
      readonly argument: string | undefined
      readonly call: CallRef | undefined
    }
  | { readonly kind: 'status'; readonly json: boolean }
  | { readonly kind: 'watch'; readonly json: boolean }
  | { readonly kind: 'doctor' }
  | { readonly kind: 'report'; readonly report: string; readonly options: ReportOptions }
  | { readonly kind: 'version'; readonly verbose: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly sentence: Sentence }

export type ReportOptions = Readonly<Partial<Record<(typeof reportFlags)[number], string>>>

const reportFlags = ['from', 'to', 'destination', 'mailing', 'hangup-cause', 'out'] as const
const valueFlags = new Set<string>(['run', 'dial', 'call', 'report', ...reportFlags])
const plainFlags = new Set([
  'status',
  'watch',
  'doctor',
  'json',
  'demo',
  'version',
  'verbose',
  'help',
  'hidden',
])
/** Chromium's own `user-data-dir` is documented with the bar's flags. */
const ourFlags = [...valueFlags, ...plainFlags, 'user-data-dir']
/** Flags that do one thing and end. Beside them, an unknown flag is an error. */
const askingFlags = ['run', 'dial', 'call', 'report', 'status', 'watch', 'doctor', 'version']

export type Arguments = { readonly demo: boolean; readonly hidden: boolean; readonly invocation: Invocation }

/** A longer word is no number, name or date. */
const LONGEST_WORD = 2_000

/**
 * Reads the words after the executable (and, in development, after the app's folder). Switches of Chromium and the
 * system are ignored.
 */
export function parseArguments(words: readonly string[]): Arguments {
  const flags = new Map<string, string>()
  const bare: string[] = []
  const values = new Set<number>()
  let missing: string | null = null
  // After a link or after “--” no word is read as a switch: a web page may have written it.
  let switchesEnd = false
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (switchesEnd) {
      values.add(index)
      bare.push(word.slice(0, LONGEST_WORD))
      continue
    }
    const [, name = '', inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? []
    if (valueFlags.has(name)) {
      const next = words[index + 1]
      // A switch is not taken for a value; no number begins with a hyphen.
      const value = inline ?? (next?.startsWith('--') === false ? words[++index] : undefined)
      if (inline === undefined && value !== undefined) values.add(index)
      if (value === undefined) missing ??= name
      else flags.set(name, value)
    } else if (plainFlags.has(name)) {
      flags.set(name, '')
    } else if (word === '--') {
      switchesEnd = true
    } else if (!word.startsWith('-')) {
      switchesEnd = looksLikeLink(word)
      // A link that is too long is refused anyway; its beginning is enough for the message.
      bare.push(looksLikeLink(word) ? word.slice(0, LONGEST_WORD) : word)
    }
  }
  const tooLong = words.find((word) => word.length > LONGEST_WORD && !looksLikeLink(word))
  const strict = askingFlags.some((name) => flags.has(name)) || missing !== null
  const unknown = unknownFlag(
    words.filter((_word, index) => !values.has(index)),
    ourFlags,
    strict,
  )
  const wrong = flags.has('help') ? null : mistakeOf(missing, tooLong, unknown)
  const invocation = wrong === null ? invocationOf(flags, bare) : mistake(wrong)
  return { demo: flags.has('demo'), hidden: flags.has('hidden'), invocation }
}

function mistakeOf(
  missing: string | null,
  tooLong: string | undefined,
  unknown: UnknownFlag | null,
): Sentence | null {
  if (tooLong !== undefined) return { key: 'cli_word_too_long', values: { text: tooLong.slice(0, 40) } }
  if (unknown !== null) {
    const { flag, meant } = unknown
    if (meant === null) return { key: 'cli_flag_unknown', values: { flag } }
    return { key: 'cli_flag_mistyped', values: { flag, meant: `--${meant}` } }
  }
  return missing === null ? null : { key: 'cli_value_missing', values: { flag: missing } }
}

function invocationOf(flags: ReadonlyMap<string, string>, bare: readonly string[]): Invocation {
  if (flags.has('help')) return { kind: 'help' }
  if (flags.has('version')) return { kind: 'version', verbose: flags.has('verbose') }
  const report = flags.get('report')
  const number = flags.get('dial')
  const command = flags.get('run')
  // With an unexpected word left over, nothing is done: half a number is another number, half a date another day.
  const takes = number === undefined && command !== undefined && report === undefined ? 1 : 0
  const asks = [report, number, command, flags.get('status'), flags.get('watch'), flags.get('doctor')].some(
    (flag) => flag !== undefined,
  )
  const left = asks ? bare[takes] : undefined
  if (left !== undefined) return mistake({ key: 'cli_words_left', values: { text: left.slice(0, 40) } })
  if (report !== undefined) return { kind: 'report', report, options: pick(flags) }
  if (flags.has('watch')) return { kind: 'watch', json: flags.has('json') }
  if (flags.has('status')) return { kind: 'status', json: flags.has('json') }
  if (flags.has('doctor')) return { kind: 'doctor' }
  const named = flags.get('call')
  const call = named === undefined ? undefined : callRef(named)
  if (call !== undefined && number === undefined && command === undefined)
    return mistake({ key: 'cli_value_missing', values: { flag: 'run' } })
  if (number !== undefined) return { kind: 'run', command: 'call.dial', argument: number, call }
  if (command !== undefined) return { kind: 'run', command, argument: bare[0], call }
  const foreign = bare.find((word) => !looksLikeLink(word))
  // An address with a foreign scheme is refused, and so is a switch after a link. Other words that a desktop may add
  // are ignored.
  if (foreign !== undefined && /^(-|[a-z][a-z0-9+.-]*:)/i.test(foreign)) {
    return mistake({ key: 'link_refused' })
  }
  return { kind: 'bar', links: bare.filter(looksLikeLink) }
}

const mistake = (sentence: Sentence): Invocation => ({ kind: 'mistake', sentence })

const pick = (flags: ReadonlyMap<string, string>): ReportOptions =>
  Object.fromEntries(reportFlags.flatMap((name) => (flags.has(name) ? [[name, flags.get(name)]] : [])))
