import type { PlainKey, Sentence } from '../i18n/say'

/*
 * What the doctor looks at, in the order in which it says so, and what it found.
 */

/** The name of each check. */
export const checks = {
  pabx: 'check_pabx',
  key: 'check_key',
  clock: 'check_clock',
  hotkeys: 'check_hotkeys',
  tray: 'check_tray',
  keychain: 'check_keychain',
  policy: 'check_policy',
  proxy: 'check_proxy',
  certificate: 'check_certificate',
  links: 'check_links',
  browsers: 'check_browsers',
} as const satisfies Record<string, PlainKey>

export type Check = keyof typeof checks

/**
 * `note`: in order, with something to know. `unchecked`: nothing can be said, because of a fault elsewhere or because
 * this is no graphical session.
 */
export type Verdict =
  { readonly kind: 'ok' } | { readonly kind: 'note' | 'fault' | 'unchecked'; readonly sentence: Sentence }

export type Finding = { readonly check: Check; readonly verdict: Verdict }

export const isFault = ({ verdict }: Finding): boolean => verdict.kind === 'fault'

/** One line: the name of the check, and `ok` or what is wrong and what to do. */
export const findingSentence = ({ check, verdict }: Finding): Sentence => ({
  key: 'check_line',
  values: { check: { key: checks[check] }, verdict: verdictSentence(verdict) },
})

export function verdictSentence(verdict: Verdict): Sentence {
  if (verdict.kind === 'ok') return { key: 'check_ok' }
  return verdict.kind === 'note'
    ? { key: 'check_ok_but', values: { sentence: verdict.sentence } }
    : verdict.sentence
}
