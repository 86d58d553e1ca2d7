import { notice } from '../../../shared/snapshot/notices'
import { identityChanges, leftLoggedIn, tellLeft, whyIdentityStays } from '../agent/identity-change'
import type { Policy, PolicySource, PolicyTrouble } from './policy'
import type { Clock, Logger } from '../kernel/ports'
import { isSameValue, type SettingsStore } from '../settings/settings-store'
import type { Feature } from '../kernel/feature'
import type { Store } from '../kernel/store'

type Ports = {
  readonly store: Store
  readonly settings: SettingsStore
  readonly source: PolicySource
  readonly clock: Clock
  readonly log: Logger
}

/** How long a changed policy may take to come into force; milliseconds. */
const LOOK_EVERY_MS = 5 * 60_000

const troubles = ['unreadable', 'untrusted'] as const satisfies readonly PolicyTrouble[]

/** Applies changes of the managed policy while the bar runs, and warns about a policy that does not count. */
export function createPolicyWatch({ store, settings, source, clock, log }: Ports) {
  let isLooking = false
  let cancel = (): void => undefined

  function tell(policy: Policy): void {
    for (const why of troubles) {
      const key = `policy_${why}` as const
      const isSo = policy.kind === 'refused' && policy.why === why
      if (!isSo) store.apply({ type: 'noticeDismissed', id: key })
      else store.apply({ type: 'noticed', notice: notice(key, 'warning', { key }, clock.now()) })
    }
  }
  function follow(next: Policy): void {
    const now = settings.policy()
    if (isSameValue(next, now)) return
    const changes = identityChanges(settings.get().values, settings.under(next).values)
    // A call must not be left behind on the previous PABX; the next look tries again.
    if (changes.length > 0 && whyIdentityStays(store.get()) !== null) return
    const left = leftLoggedIn(store.get(), changes)
    log.info('policy', { kind: next.kind })
    settings.setPolicy(next)
    tell(next)
    if (left !== null) tellLeft(store, clock, left)
  }
  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    try {
      follow(await source.look())
    } catch (bug) {
      log.error('bug in reading the policy', bug)
    } finally {
      isLooking = false
    }
  }
  function again(): void {
    cancel = clock.after(LOOK_EVERY_MS, () => {
      void look()
      again()
    })
  }

  return {
    live: () => {
      tell(settings.policy())
      again()
    },
    onWake: () => void look(),
    look,
    stop: () => cancel(),
  } satisfies Feature & Record<string, unknown>
}
