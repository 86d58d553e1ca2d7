import type { Sentence } from '../../../shared/i18n/say'
import { keyTrouble } from '../../../shared/snapshot/key-sentence'
import type { FieldProblem, Outcome } from '../../../shared/outcome'
import type { ConnectionTest } from '../../../shared/ipc/queries'
import type { SettingsDraft } from '../../../shared/settings/draft'
import { isSettingName, settingTable, type Settings } from '../../../shared/settings/settings'
import { errorSentence } from '../../../shared/vocom/error-sentence'
import type { PabxError } from '../../../shared/vocom/errors'
import { normaliseKey } from '../pabx/api-key'
import type { CaFile } from './ca-file'
import { notSaved, objectionTo, tellLeft, whyIdentityStays } from '../agent/identity-change'
import type { KeyOwner, KeyRing } from '../secrets/key-ring'
import { roadOf } from '../pabx/network/road'
import { originOf } from '../pabx/origin'
import type { Clock, ForgetCopied, Pabx } from '../kernel/ports'
import { whyNot } from './settings-check'
import type { SettingsStore } from './settings-store'
import type { Store } from '../kernel/store'
import type { Connection } from '../pabx/vocom-client'

export type SavePorts = {
  readonly store: Store
  readonly settings: SettingsStore
  readonly keyRing: KeyRing
  readonly clock: Clock
  /** Removes a stored key from the clipboard, so that it is not pasted somewhere else. */
  readonly forgetCopied: ForgetCopied
  readonly caFile: CaFile
  /** A PABX client for those values instead of the saved ones. */
  readonly pabxWith: (connection: Connection) => Pabx
  /** Logs the agent out of the PABX. */
  readonly logOut: () => Promise<Outcome>
}

/** Saves everything that was typed into the settings window, or nothing of it. */
export async function saveSettings(ports: SavePorts, draft: SettingsDraft): Promise<Outcome> {
  const { store, settings, clock } = ports
  const { values, session } = draft
  const key = bareKey(draft.key)
  const problems = await problemsOf(ports, values, key)
  if (problems.length > 0) return notSaved(problems)
  const objection = await objectionTo(ports, draft)
  if (!('leaves' in objection)) return objection
  const saved = await settings.save(values)
  if (objection.leaves !== null) tellLeft(store, clock, objection.leaves)
  const trouble = key === null ? null : await keepKey(ports, key, session === true)
  const keyProblems: readonly FieldProblem[] = trouble === null ? [] : [{ name: 'key', sentence: trouble }]
  // The settings are in force until the bar quits, although the disk refused them; no field is wrong.
  if (!saved.ok) return notSaved(keyProblems, { key: 'settings_not_written' })
  return keyProblems.length === 0 ? { ok: true } : notSaved(keyProblems)
}

export const bareKey = (typed: string | null): string | null => (typed === null ? null : normaliseKey(typed))

type KeyPorts = Pick<SavePorts, 'store' | 'settings' | 'keyRing' | 'clock' | 'forgetCopied'>

/** Uses that key for the saved address from now on. Answers what went wrong, or null. */
export async function keepKey(
  { store, settings, keyRing, clock, forgetCopied }: KeyPorts,
  key: string,
  forSession: boolean,
): Promise<Sentence | null> {
  const owner = ownerOf(settings.get().values)
  const state = forSession ? keyRing.useForSession(owner, key) : await keyRing.save(owner, key)
  if (state === 'overtaken') return null
  store.apply({ type: 'keyChanged', key: state, at: clock.now() })
  if (state !== 'present' && state !== 'session') return { key: `key_${state}` }
  void forgetCopied((text) => normaliseKey(text) === key)
  return null
}

/**
 * The stored key is sent only to the address that it was entered for, so another address needs it typed again. The demo
 * has its own key.
 */
export async function needsKey(
  { store, keyRing }: Pick<SavePorts, 'store' | 'keyRing'>,
  wanted: Settings,
): Promise<boolean> {
  const owner = ownerOf(wanted)
  if (store.get().profile.demo || owner.origin === '' || owner.account === '') return false
  return keyRing.isElsewhere(owner)
}

const ownerOf = (values: Settings): KeyOwner => ({
  account: values['pabx.companyId'],
  origin: originOf(values['pabx.baseUrl']),
})

async function problemsOf(
  ports: SavePorts,
  values: SettingsDraft['values'],
  key: string | null,
): Promise<readonly FieldProblem[]> {
  const { settings } = ports
  const problems: FieldProblem[] = []
  for (const [name, value] of Object.entries(values)) {
    if (!isSettingName(name) || settings.get().locked.includes(name)) continue
    const sentence = checkSetting(ports, name, value)
    if (sentence !== null) problems.push({ name, sentence })
  }
  // When a call has to end first, say so before asking for a key.
  const mayMove = whyIdentityStays(ports.store.get()) === null
  if (problems.length === 0 && key === null && mayMove && (await needsKey(ports, wantedBy(ports, values))))
    problems.push({ name: 'key', sentence: { key: 'key_retype' } })
  return problems
}

type FormPorts = Pick<SavePorts, 'settings' | 'caFile'>

/** What is wrong with a typed value, or null. A locked value belongs to the policy and is not checked. */
export function checkSetting({ settings, caFile }: FormPorts, name: string, value: unknown): Sentence | null {
  const { values, locked } = settings.get()
  if (isSettingName(name) && locked.includes(name)) return { key: 'managed' }
  const wrong = whyNot(name, value, values['pabx.allowInsecureHttp'])
  if (wrong !== null || name !== 'pabx.caFile') return wrong
  return caFile.whyNot(String(value).trim())
}

/** A request has to name an agent, also before it is known who works here. */
const NOBODY = '-'

/** Reads the break list with the form's values. Changes nothing on the PABX. */
export async function testConnection(
  ports: SavePorts,
  { values, key, only }: SettingsDraft,
): Promise<ConnectionTest> {
  const wanted = wantedBy(ports, values)
  const secret = bareKey(key) ?? ports.keyRing.keyFor(originOf(wanted['pabx.baseUrl']))
  const say = (sentence: Sentence) => ({ ok: false, sentence })
  if (wanted['pabx.baseUrl'] === '') return say({ key: 'test_no_address' })
  const isOpenWho = only === 'pabx' && wanted['agent.name'] === ''
  if (isOpenWho && wanted['pabx.companyId'] === '') return say({ key: 'test_no_company' })
  if (!isOpenWho && (wanted['pabx.companyId'] === '' || wanted['agent.name'] === ''))
    return say({ key: 'test_no_identity' })
  if (secret === null) return say(await whyNoKey(ports, wanted))
  const pabx = ports.pabxWith({
    baseUrl: wanted['pabx.baseUrl'],
    key: secret,
    allowInsecureHttp: wanted['pabx.allowInsecureHttp'],
    keyVersion: 0,
    ...roadOf(wanted),
  })
  const agent = isOpenWho ? NOBODY : wanted['agent.name']
  const request = { agent, company_id: wanted['pabx.companyId'] }
  const breaks = await pabx.call('getBreakList', request)
  if (breaks.ok)
    return { ok: true, sentence: { key: 'test_passed', values: { count: breaks.value.result.length } } }
  // It looked for the agent, or at the fields: so the address is a PABX's, and the key was not refused.
  const { kind } = breaks.error
  if (isOpenWho && (kind === 'not_found_failed' || kind === 'params_failed' || kind === 'execute_failed'))
    return { ok: true, sentence: { key: 'test_reached' } }
  return say(testSentence(breaks.error))
}

/** Why there is no key to test with. The known state is that of the saved company's key; no other was looked for. */
async function whyNoKey(ports: SavePorts, wanted: Settings): Promise<Sentence> {
  if (await needsKey(ports, wanted)) return { key: 'key_retype' }
  const { key } = ports.store.get()
  const isSaved = ownerOf(wanted).account === ownerOf(ports.settings.get().values).account
  if (!isSaved || key === 'missing' || key === 'present' || key === 'session') return { key: 'test_no_key' }
  return { key: keyTrouble(key) }
}

function testSentence(error: PabxError): Sentence {
  if (error.kind === 'not_found_failed') return { key: 'test_unknown_identity' }
  if (error.kind === 'authentication_failed') return { key: 'test_wrong_key' }
  return errorSentence(error, true)
}

/** The settings with the valid values that are not locked. */
function wantedBy({ settings, caFile }: FormPorts, values: SettingsDraft['values']): Settings {
  const { values: now, locked } = settings.get()
  const valid = Object.entries(values).flatMap(([name, value]) => {
    if (!isSettingName(name) || locked.includes(name)) return []
    if (name === 'pabx.caFile' && caFile.whyNot(String(value).trim()) !== null) return []
    const read = settingTable[name].schema.safeParse(value)
    return read.success ? [[name, read.data] as const] : []
  })
  return { ...now, ...Object.fromEntries(valid) }
}
