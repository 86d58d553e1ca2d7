import type { Locale, Sentence } from './i18n/say'
import type { SettingName, Settings } from './settings'

/*
 * What the windows ask of main beside commands: bulk data, and the forms of the settings window. Types
 * only; main parses every argument (`src/main/core/queries`).
 */

export type SettingsForm = {
  readonly values: Settings
  readonly locked: readonly SettingName[]
  readonly hasKey: boolean
  readonly locale: Locale
}

/** The key travels inward only, in `key`; null leaves the stored one alone. */
export type SettingsDraft = { readonly values: Partial<Settings>; readonly key: string | null }

export type ConnectionTest = {
  readonly ok: boolean
  readonly sentence: Sentence
}

export type SaveOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly problems: readonly { readonly name: SettingName | 'key'; readonly sentence: Sentence }[]
    }

export type Queries = {
  'settings.read': { argument: undefined; answer: SettingsForm }
  'settings.save': { argument: SettingsDraft; answer: SaveOutcome }
  'settings.test': { argument: SettingsDraft; answer: ConnectionTest }
  'demo.start': { argument: undefined; answer: null }
}

export type QueryName = keyof Queries
