import type { Samples } from '../team/samples'
import type { Shift } from '../team/shift'
import type { TeamMember } from '../team/team'
import type { Locale, Sentence } from '../i18n/say'
import type { CommandId } from '../commands/table'
import type { History } from '../history/history'
import type { Outcome } from '../outcome'
import type {
  Area,
  ExportAsk,
  PageAnswer,
  PageAsk,
  ReportForm,
  ReportSummary,
  ReportView,
} from '../reports/session'
import type { SettingName, Settings } from '../settings/settings'

/*
 * What the windows ask of main beside commands: bulk data, and the forms of the settings window. Types,
 * mostly; main parses every argument (`src/main/core/queries`).
 */

export type SettingsForm = {
  readonly values: Settings
  readonly locked: readonly SettingName[]
  readonly hasKey: boolean
  readonly locale: Locale
  /** The system decides where windows stand, and whether keys arrive. */
  readonly wayland: boolean
  /** These can do nothing on this system. */
  readonly unavailable: readonly SettingName[]
}

/**
 * Values by setting name, as typed. The key travels inward only, in `key`; null leaves the stored one
 * alone; `session` holds it in memory only, because the agent chose so.
 */
export type SettingsDraft = {
  readonly values: Readonly<Record<string, unknown>>
  readonly key: string | null
  readonly session?: boolean | undefined
  /** What becomes of the agent who is logged in, when the bar is to work for another one. */
  readonly leaving?: Leaving | undefined
}

export const leavings = ['logOut', 'stay'] as const
export type Leaving = (typeof leavings)[number]

export type ConnectionTest = {
  readonly ok: boolean
  readonly sentence: Sentence
}

export type SaveOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly problems: readonly { readonly name: SettingName | 'key'; readonly sentence: Sentence }[]
      /** Nothing was saved: this agent is logged in, and the draft does not say what becomes of that. */
      readonly stillLoggedIn?: string
      /** What is wrong with none of the fields: why that agent could not be logged out, or that the disk took nothing. */
      readonly sentence?: Sentence
    }

/** The file of certificates that the agent chose, or what is wrong with it. */
export type CaFileChoice =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly sentence: Sentence }

export type HotkeyState = {
  /** The system would not give them. */
  readonly refused: readonly CommandId[]
  /** Pressed since the examination began. */
  readonly arrived: readonly CommandId[]
}

/** The team as the last poll told of it, and what the bar has seen of it since it runs. */
export type TeamBoard = {
  readonly members: readonly TeamMember[]
  readonly samples: Samples
  /** The agent's own, in quarters of an hour. */
  readonly shift: Shift
  readonly favourites: readonly string[]
}

export type Queries = {
  'settings.read': { argument: undefined; answer: SettingsForm }
  'settings.save': { argument: SettingsDraft; answer: SaveOutcome }
  'settings.test': { argument: SettingsDraft; answer: ConnectionTest }
  'history.read': { argument: undefined; answer: History }
  /** The tally of breaks, as CSV. */
  'history.exportTally': { argument: undefined; answer: Outcome }
  /** The sentence that is wrong with a value as typed, or null. */
  'settings.check': {
    argument: { readonly name: string; readonly value: unknown }
    answer: Sentence | null
  }
  'settings.export': { argument: undefined; answer: Outcome }
  /** A file that names another address needs the key typed anew: as in a draft. */
  'settings.import': { argument: Pick<SettingsDraft, 'key'>; answer: Outcome }
  /** Asks for a file of certificates in the system's own dialog; null where none was chosen. */
  'settings.chooseCaFile': { argument: undefined; answer: CaFileChoice | null }
  'settings.resetPlace': { argument: undefined; answer: null }
  'hotkeys.suspend': { argument: boolean; answer: null }
  'hotkeys.examine': { argument: boolean; answer: null }
  'hotkeys.state': { argument: undefined; answer: HotkeyState }
  'team.read': { argument: undefined; answer: TeamBoard }
  /** Gives a colleague a star, or takes it away. */
  'team.star': { argument: { readonly name: string; readonly isFavourite: boolean }; answer: TeamBoard }
  'reports.begin': { argument: ReportForm; answer: Outcome }
  'reports.control': { argument: 'pause' | 'resume' | 'cancel'; answer: null }
  'reports.view': { argument: undefined; answer: ReportView }
  'reports.page': { argument: PageAsk; answer: PageAnswer }
  'reports.summary': { argument: undefined; answer: ReportSummary | null }
  'reports.export': { argument: ExportAsk; answer: Outcome }
  'reports.picture': { argument: { readonly name: string; readonly area: Area }; answer: Outcome }
  'reports.print': { argument: undefined; answer: null }
  'demo.start': { argument: undefined; answer: null }
  /** A part of a window threw: to be logged. */
  'page.failed': { argument: { readonly where: string; readonly what: string }; answer: null }
}

export type QueryName = keyof Queries

export type PageName = 'bar' | 'settings' | 'reports'

/** Whose question each is: the bar's page, which shows what the PABX sends, needs no settings. */
export const askedBy: { readonly [Name in QueryName]: PageName | 'any' } = {
  'settings.read': 'settings',
  'settings.save': 'settings',
  'settings.test': 'settings',
  'settings.check': 'settings',
  'settings.export': 'settings',
  'settings.import': 'settings',
  'settings.chooseCaFile': 'settings',
  'settings.resetPlace': 'settings',
  'hotkeys.suspend': 'settings',
  'hotkeys.examine': 'settings',
  'hotkeys.state': 'settings',
  'demo.start': 'settings',
  'history.read': 'bar',
  'history.exportTally': 'bar',
  'team.read': 'bar',
  'team.star': 'bar',
  'reports.begin': 'reports',
  'reports.control': 'reports',
  'reports.view': 'reports',
  'reports.page': 'reports',
  'reports.summary': 'reports',
  'reports.export': 'reports',
  'reports.picture': 'reports',
  'reports.print': 'reports',
  'page.failed': 'any',
}

/** Commands that are not the bar's alone: a number in a report can be dialled, and the settings window erases one. */
const pressedBy: Readonly<Record<string, readonly PageName[]>> = {
  'call.dial': ['bar', 'reports'],
  'data.erase': ['settings'],
}

export const mayPress = (page: PageName, id: string): boolean =>
  (Object.hasOwn(pressedBy, id) ? pressedBy[id] : ['bar'])?.includes(page) === true
