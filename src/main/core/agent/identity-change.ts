import { notice } from '../../../shared/snapshot/notices'
import type { Snapshot } from '../../../shared/snapshot/state'
import { busyWith } from '../../../shared/snapshot/busy'
import { viewOf } from '../../../shared/snapshot/view'
import type { Sentence } from '../../../shared/i18n/say'
import type { FieldProblem, Outcome } from '../../../shared/outcome'
import type { SettingsDraft } from '../../../shared/settings/draft'
import { settingTable, type SettingName, type Settings } from '../../../shared/settings/settings'
import type { Clock } from '../kernel/ports'
import type { SettingsStore } from '../settings/settings-store'
import type { Store } from '../kernel/store'

/*
 * Which PABX, company and agent the bar works for. A call belongs to one PABX, one company and one agent. A hang-up
 * sent to another PABX is answered as if the call had ended, while the call goes on unseen.
 */

const identityNames = [
  'pabx.baseUrl',
  'pabx.companyId',
  'agent.name',
] as const satisfies readonly SettingName[]

type Values = Readonly<Partial<Record<string, unknown>>>

/** Which of the wanted values would change the PABX, the company or the agent. */
export function identityChanges(now: Settings, wanted: Values): readonly SettingName[] {
  return identityNames.filter((name) => {
    const read = settingTable[name].schema.safeParse(wanted[name])
    return read.success && read.data !== now[name]
  })
}

/** Why the identity cannot change now, or null when it can. */
export function whyIdentityStays(snapshot: Snapshot): Sentence | null {
  // The demo PABX does not follow the settings.
  if (snapshot.profile.demo) return null
  const busy = busyWith(snapshot)
  if (busy.includes('call')) return { key: 'setting_in_call' }
  return busy.includes('command') ? { key: 'reason_being_done' } : null
}

/** The agent who would stay logged in at the PABX after the bar has moved on, or null. */
export function leftLoggedIn(snapshot: Snapshot, changes: readonly SettingName[]): string | null {
  const { profile } = snapshot
  const { standing } = viewOf(snapshot)
  const isIn = standing !== null && standing !== 'loggedOut'
  return changes.length > 0 && isIn && profile.complete && !profile.demo ? profile.agent : null
}

/** Nothing of a draft was taken: which fields have to be mended, and what is said of it all. */
export const notSaved = (
  problems: readonly FieldProblem[],
  sentence: Sentence = { key: 'not_saved' },
): Extract<Outcome, { ok: false }> => ({ ok: false, why: 'refused', sentence, problems })

type Ports = {
  readonly store: Store
  readonly settings: SettingsStore
  readonly logOut: () => Promise<Outcome>
}

/** The save may go ahead; `leaves` is the agent who would stay logged in, or null. */
type Free = { readonly leaves: string | null }

/**
 * Why these values cannot be saved, or that they can. This asks about a logged-in agent where the PABX can be reached,
 * and may log that agent out, so every other obstacle is checked before it.
 */
export async function objectionTo(ports: Ports, draft: SettingsDraft): Promise<Outcome | Free> {
  const { store, settings, logOut } = ports
  const changes = identityChanges(settings.get().values, draft.values)
  if (changes.length === 0) return { leaves: null }
  const stays = whyIdentityStays(store.get())
  if (stays !== null) return notSaved(changes.map((name) => ({ name, sentence: stays })))
  const agent = leftLoggedIn(store.get(), changes)
  if (agent === null) return { leaves: null }
  if (draft.leaving === 'logOut') {
    const outcome = await logOut()
    // The state may have changed while the PABX was answering.
    if (outcome.ok) return objectionTo(ports, { ...draft, leaving: undefined })
    const values = { agent, what: outcome.sentence }
    return { ...notSaved([], { key: 'not_logged_out', values }), stillLoggedIn: agent }
  }
  if (draft.leaving === undefined && store.get().sync.phase === 'fresh')
    return { ...notSaved([], { key: 'still_logged_in', values: { agent } }), stillLoggedIn: agent }
  return { leaves: agent }
}

/** Adds a notice that the PABX still has the previous agent logged in. */
export function tellLeft(store: Store, clock: Clock, agent: string): void {
  const sentence = { key: 'left_logged_in', values: { agent } } as const
  store.apply({ type: 'noticed', notice: notice('left-logged-in', 'warning', sentence, clock.now()) })
}
