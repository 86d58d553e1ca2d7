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
 * With whom the bar speaks, and for whom. A call lives on one PABX, in one company, with one agent: a hang-up
 * that is sent elsewhere is answered as if the call had ended, and it goes on unseen.
 */

const identityNames = [
  'pabx.baseUrl',
  'pabx.companyId',
  'agent.name',
] as const satisfies readonly SettingName[]

type Values = Readonly<Partial<Record<string, unknown>>>

/** Those of the wanted values that would make the bar speak with or for somebody else. */
export function identityChanges(now: Settings, wanted: Values): readonly SettingName[] {
  return identityNames.filter((name) => {
    const read = settingTable[name].schema.safeParse(wanted[name])
    return read.success && read.data !== now[name]
  })
}

/** Why the bar has to go on speaking with whom it does, or null. */
export function whyIdentityStays(snapshot: Snapshot): Sentence | null {
  // The demo PABX does not follow the settings.
  if (snapshot.profile.demo) return null
  const busy = busyWith(snapshot)
  if (busy.includes('call')) return { key: 'setting_in_call' }
  return busy.includes('command') ? { key: 'reason_being_done' } : null
}

/** The agent whom the PABX would keep logged in with nobody at the bar, or null. */
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

/** Who would be left logged in by a save that nothing stands in the way of; null for nobody. */
type Free = { readonly leaves: string | null }

/**
 * What stands in the way of saving these values. An agent who is logged in is asked about first, where the PABX can be
 * asked. It may log that agent out: all else that could keep the values from being saved was looked at before.
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
    // Whatever happened while the PABX was thinking is looked at again.
    if (outcome.ok) return objectionTo(ports, { ...draft, leaving: undefined })
    const values = { agent, what: outcome.sentence }
    return { ...notSaved([], { key: 'not_logged_out', values }), stillLoggedIn: agent }
  }
  if (draft.leaving === undefined && store.get().sync.phase === 'fresh')
    return { ...notSaved([], { key: 'still_logged_in', values: { agent } }), stillLoggedIn: agent }
  return { leaves: agent }
}

/** Says of an agent whom the bar has left that the PABX still has them logged in. */
export function tellLeft(store: Store, clock: Clock, agent: string): void {
  const sentence = { key: 'left_logged_in', values: { agent } } as const
  store.apply({ type: 'noticed', notice: notice('left-logged-in', 'warning', sentence, clock.now()) })
}
