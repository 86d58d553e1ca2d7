import { shownKeys } from '../../../shared/settings/accelerator'
import type { Finding } from '../../../shared/doctor/findings'
import { hotkeysOf, type MergedSettings } from '../../../shared/settings/settings'
import type { KeyState } from '../../../shared/snapshot/state'
import type { CommandId } from '../../../shared/commands/table'
import type { Pabx } from '../kernel/ports'
import { roadOf } from '../pabx/network/road'
import { diagnose } from './diagnose'
import type { KeychainState, Probe } from './facts'
import type { DoctorPorts } from './ports'

/** What is examined: the running bar, or what a bar would run with. */
export type Patient = {
  readonly settings: MergedSettings
  readonly baseUrl: string
  readonly agent: string
  readonly companyId: string
  readonly key: KeyState
  readonly hasKey: boolean
  readonly pabx: Pabx
  /** The hotkeys that the system refuses; null when there is no display. */
  readonly refusedHotkeys: () => readonly CommandId[] | null
}

/** The `Date` of an answer has whole seconds, so on average it is this much behind. Milliseconds. */
const HALF_A_SECOND_MS = 500
/** The command line waits for the answer. Milliseconds. */
const PROBE_LIMIT_MS = 8_000

/** Gathers the facts, asks the PABX one thing that changes nothing, and judges. */
export async function examine(patient: Patient, ports: DoctorPorts): Promise<readonly Finding[]> {
  const { settings, baseUrl, companyId } = patient
  const { values, problems } = settings
  const [probe, keychain, policy, hasTray] = await Promise.all([
    probePabx(patient, ports),
    ports.keychain(companyId),
    ports.policy(),
    ports.hasTray(),
  ])
  const caFile = values['pabx.caFile']
  return diagnose({
    probe,
    isPlain: /^http:/i.test(baseUrl),
    key: patient.key,
    keychain: keychainBy(patient.key) ?? keychain,
    isCaFileBad: caFile !== '' && !ports.isCaFileReadable(caFile),
    hotkeysTaken: takenKeys(patient, ports.isMac),
    isWayland: ports.isWayland,
    hasTray,
    policy,
    policyProblems: problems.flatMap(({ name, source, why }) =>
      source === 'policy' && why === 'invalid' ? [name] : [],
    ),
    links: ports.links(),
    confinedBrowsers: ports.confinedBrowsers(),
  })
}

/** What reading the key has told of the keychain; null when it has told nothing. */
function keychainBy(key: KeyState): KeychainState | null {
  const isTrouble =
    key === 'locked' || key === 'denied' || key === 'no_service' || key === 'no_bus' || key === 'not_kept'
  return isTrouble ? key : null
}

async function probePabx({ settings, ...patient }: Patient, ports: DoctorPorts): Promise<Probe> {
  const { baseUrl, agent, companyId, hasKey, pabx } = patient
  if (baseUrl === '') return { kind: 'unasked' }
  if (!hasKey || agent === '' || companyId === '') {
    const allowInsecureHttp = settings.values['pabx.allowInsecureHttp']
    const error = await ports.reach({ baseUrl, allowInsecureHttp, ...roadOf(settings.values) })
    return error === null ? { kind: 'connected' } : { kind: 'answered', error, aheadMs: null }
  }
  let aheadMs: number | null = null
  const answer = await pabx.call(
    'getBreakList',
    { agent, company_id: companyId },
    {
      deadlineMs: PROBE_LIMIT_MS,
      onServerTime: (at) => (aheadMs = ports.wallNow() - at - HALF_A_SECOND_MS),
    },
  )
  return { kind: 'answered', error: answer.ok ? null : answer.error, aheadMs }
}

function takenKeys({ settings, refusedHotkeys }: Patient, isMac: boolean): readonly string[] | null {
  const keys = hotkeysOf(settings.values)
  const refused = refusedHotkeys()
  if (refused === null) return null
  return refused.flatMap((id) => {
    const held = keys[id]
    return held == null ? [] : [shownKeys(held, isMac)]
  })
}
