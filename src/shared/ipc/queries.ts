import type { Samples } from '../team/samples'
import type { Shift } from '../team/shift'
import type { TeamMember } from '../team/team'
import type { Sentence } from '../i18n/say'
import type { Locale } from '../i18n/locale'
import { commandOf, isCommandId, type CommandId } from '../commands/table'
import type { PairedProgram } from '../door/scopes'
import type { Finding } from '../doctor/findings'
import type { History } from '../history/history'
import type { SettingsDraft } from '../settings/draft'
import type { SavedReport } from '../reports/saved'
import type { RecordPage, RecordPageRequest, ReportSummary } from '../reports/session'
import type { SettingName, Settings } from '../settings/settings'

/*
 * What the windows ask main for: bulk data, and the forms of the settings window. What acts is a command. Mostly types; main
 * parses every argument (`src/main/core/queries`).
 */

export type SettingsForm = {
  readonly values: Settings
  readonly locked: readonly SettingName[]
  readonly locale: Locale
  /** Whether the desktop decides where windows are placed and whether hotkeys arrive. */
  readonly wayland: boolean
  /** The settings that have no effect on this system. */
  readonly unavailable: readonly SettingName[]
}

export type ConnectionTest = {
  readonly ok: boolean
  readonly sentence: Sentence
}

/** The file of certificates that the agent chose, or what is wrong with it. */
export type CaFileChoice =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly sentence: Sentence }

export type HotkeyState = {
  /** The system refused these hotkeys. */
  readonly refused: readonly CommandId[]
  /** Hotkeys pressed since the test began. */
  readonly arrived: readonly CommandId[]
}

/** The team as of the last poll, and what the bar has seen of it since it started. */
export type TeamBoard = {
  readonly members: readonly TeamMember[]
  readonly samples: Samples
  /** The agent's own shift, in quarters of an hour. */
  readonly shift: Shift
  readonly favourites: readonly string[]
}

/** The HTTP door: where it is open, and who may use it. */
export type DoorView = {
  readonly port: number | null
  readonly programs: readonly PairedProgram[]
}

export type Queries = {
  'settings.read': { argument: undefined; answer: SettingsForm }
  'settings.test': { argument: SettingsDraft; answer: ConnectionTest }
  'history.read': { argument: undefined; answer: History }
  /** What is wrong with a typed value, or null. */
  'settings.check': {
    argument: { readonly name: string; readonly value: unknown }
    answer: Sentence | null
  }
  /** Asks for a file of certificates in the system's file dialog; null when the agent cancels. */
  'settings.chooseCaFile': { argument: undefined; answer: CaFileChoice | null }
  'door.read': { argument: undefined; answer: DoorView }
  /** Checks what the bar needs, which takes seconds. */
  'doctor.read': { argument: undefined; answer: readonly Finding[] }
  /** The names of the outputs of this computer. */
  'sound.devices': { argument: undefined; answer: readonly string[] }
  'team.read': { argument: undefined; answer: TeamBoard }
  'reports.page': { argument: RecordPageRequest; answer: RecordPage }
  'reports.summary': { argument: undefined; answer: ReportSummary | null }
  'reports.saved': { argument: undefined; answer: readonly SavedReport[] }
}

export type QueryName = keyof Queries

export type PageName = 'bar' | 'settings' | 'reports'

/**
 * The page that may send each query. The bar's page shows what the PABX sends, so it gets no access to the settings.
 */
export const askedBy: { readonly [Name in QueryName]: PageName } = {
  'settings.read': 'settings',
  'settings.test': 'settings',
  'settings.check': 'settings',
  'settings.chooseCaFile': 'settings',
  'door.read': 'settings',
  'doctor.read': 'settings',
  'sound.devices': 'settings',
  'history.read': 'bar',
  'team.read': 'bar',
  'reports.page': 'reports',
  'reports.summary': 'reports',
  'reports.saved': 'reports',
}

/** Whether that page may give the command. What is no command at all is for the bus to say, and the bar's page alone hears it. */
export const mayPress = (page: PageName, id: string): boolean =>
  isCommandId(id) ? commandOf(id).surfaces.includes(page) : page === 'bar'
