import type { Sentence } from '../../shared/i18n/say'
import type { Outcome } from '../../shared/outcome'
import type { ConnectionTest, SaveOutcome, SettingsDraft } from '../../shared/queries'
import { isSettingName, settingTable, type SettingName, type Settings } from '../../shared/settings'
import { errorSentence } from '../../shared/vocom/error-sentence'
import type { PabxError } from '../../shared/vocom/errors'
import { normaliseKey } from './api-key'
import { objectionTo, tellLeft } from './identity-change'
import type { KeyRing } from './key-ring'
import type { Clock, Pabx } from './ports'
import { whyNot } from './settings-check'
import type { SettingsStore } from './settings-store'
import type { Store } from './store'
import type { Connection } from './vocom-client'

export type SavePorts = {
  readonly store: Store
  readonly settings: SettingsStore
  readonly keyRing: KeyRing
  readonly clock: Clock
  /** A PABX reached with those values instead of the saved ones. */
  readonly pabxWith: (connection: Connection) => Pabx
  /** Logs the agent out of the PABX. */
  readonly logOut: () => Promise<Outcome>
}

type Problem = { readonly name: SettingName | 'key'; readonly sentence: Sentence }

/** Takes over what was typed into the settings window, all of it or nothing. */
export async function saveSettings(ports: SavePorts, draft: SettingsDraft): Promise<SaveOutcome> {
  const { store, settings, keyRing, clock } = ports
  const { values, key, session } = draft
  const problems = problemsOf(settings, values)
  if (problems.length > 0) return { ok: false, problems }
  const objection = await objectionTo(ports, draft)
  if (!('leaves' in objection)) return objection
  const saved = await settings.save(values)
  if (objection.leaves !== null) tellLeft(store, clock, objection.leaves)
  const bare = key === null ? null : normaliseKey(key)
  const keyProblems: Problem[] = []
  if (bare !== null) {
    const account = settings.get().values['pabx.companyId']
    const state = session === true ? keyRing.useForSession(bare) : await keyRing.save(account, bare)
    if (state !== 'overtaken') store.apply({ type: 'keyChanged', key: state, at: clock.now() })
    if (state !== 'present' && state !== 'session' && state !== 'overtaken')
      keyProblems.push({ name: 'key', sentence: { key: `key_${state}` } })
  }
  // In force until the bar quits; the fields are right.
  if (!saved.ok) return { ok: false, problems: keyProblems, sentence: { key: 'settings_not_written' } }
  return keyProblems.length === 0 ? { ok: true } : { ok: false, problems: keyProblems }
}

function problemsOf(settings: SettingsStore, values: SettingsDraft['values']): readonly Problem[] {
  const { values: now, locked } = settings.get()
  const allowsInsecure = { ...now, ...validValues(values) }['pabx.allowInsecureHttp']
  return Object.entries(values).flatMap(([name, value]) => {
    if (!isSettingName(name) || locked.includes(name)) return []
    const sentence = whyNot(name, value, allowsInsecure)
    return sentence === null ? [] : [{ name, sentence }]
  })
}

/** Reads the break list with the values on the form: no side effect on the PABX. */
export async function testConnection(
  ports: SavePorts,
  { values, key }: SettingsDraft,
): Promise<ConnectionTest> {
  const current = ports.settings.get().values
  const wanted: Settings = { ...current, ...validValues(values) }
  const secret = (key === null ? null : normaliseKey(key)) ?? ports.keyRing.current()
  const say = (sentence: Sentence) => ({ ok: false, sentence })
  if (wanted['pabx.baseUrl'] === '') return say({ key: 'test_no_address' })
  if (wanted['pabx.companyId'] === '' || wanted['agent.name'] === '') return say({ key: 'test_no_identity' })
  if (secret === null) return say({ key: 'test_no_key' })
  const pabx = ports.pabxWith({
    baseUrl: wanted['pabx.baseUrl'],
    key: secret,
    allowInsecureHttp: wanted['pabx.allowInsecureHttp'],
    keyVersion: 0,
  })
  const request = { agent: wanted['agent.name'], company_id: wanted['pabx.companyId'] }
  const breaks = await pabx.call('getBreakList', request)
  if (breaks.ok)
    return { ok: true, sentence: { key: 'test_passed', values: { count: breaks.value.result.length } } }
  return say(testSentence(breaks.error))
}

function testSentence(error: PabxError): Sentence {
  if (error.kind === 'not_found_failed') return { key: 'test_unknown_identity' }
  if (error.kind === 'authentication_failed') return { key: 'test_wrong_key' }
  return errorSentence(error, true)
}

function validValues(values: SettingsDraft['values']): Partial<Settings> {
  const valid = Object.entries(values).flatMap(([name, value]) => {
    const read = isSettingName(name) ? settingTable[name].schema.safeParse(value) : null
    return read?.success === true ? [[name, read.data] as const] : []
  })
  return Object.fromEntries(valid)
}
