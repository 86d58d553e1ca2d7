import type { Sentence } from './i18n/say'
import type { SettingName } from './settings/settings'

/** What is wrong with one field of the settings. */
export type FieldProblem = { readonly name: SettingName | 'key'; readonly sentence: Sentence }

/** The result of one press: the answer of the bus to every surface. */
export type Outcome =
  | { readonly ok: true; readonly sentence?: Sentence }
  | {
      readonly ok: false
      /** `refused`: it makes no sense now; `failed`: it was tried; `unknown`: it may or may not have happened. */
      readonly why: 'refused' | 'failed' | 'unknown' | 'badArgument' | 'unknownCommand'
      readonly sentence: Sentence
      /** When settings were not saved: the fields that have to be corrected first. */
      readonly problems?: readonly FieldProblem[]
      /**
       * When settings for another agent were not saved: this agent is logged in, and the request does not say what to
       * do about it.
       */
      readonly stillLoggedIn?: string
    }

export const DONE: Outcome = { ok: true }
