import type { CallKey } from '../../../shared/ids'
import { numberSaid } from '../../../shared/calls/call-view'
import type { NoticeId } from '../../../shared/snapshot/notice-ids'
import { notice } from '../../../shared/snapshot/notices'
import type { Call, Snapshot } from '../../../shared/snapshot/state'
import type { Clock } from '../kernel/ports'
import type { Feature } from '../kernel/feature'
import type { Store } from '../kernel/store'

/** How often the warning about the same held call is repeated. */
const AGAIN_MS = 60_000

type Ports = {
  readonly store: Store
  readonly clock: Clock
  /** Seconds on hold after which a call is announced; 0 for never. */
  readonly warnSeconds: () => number
}

const noticeOf = ({ key }: Pick<Call, 'key'>): NoticeId => `hold-${key}`

/** Warns, once a minute and without taking the focus, that a caller has been on hold for long. */
export function createHoldWatch({ store, clock, warnSeconds }: Ports) {
  let callOff: () => void = () => undefined
  const saidAt = new Map<CallKey, number>()

  function dueAt({ key, heldSince }: Call): number | null {
    const seconds = warnSeconds()
    if (heldSince === null || seconds === 0) return null
    const last = saidAt.get(key)
    return last === undefined ? heldSince + seconds * 1_000 : last + AGAIN_MS
  }

  function plan(): void {
    callOff()
    const dues = store.get().calls.flatMap((call) => dueAt(call) ?? [])
    callOff =
      dues.length === 0 ? () => undefined : clock.after(Math.max(0, Math.min(...dues) - clock.now()), say)
  }

  function say(): void {
    const now = clock.now()
    for (const call of store.get().calls) {
      const due = dueAt(call)
      if (due === null || due > now || call.heldSince === null) continue
      saidAt.set(call.key, now)
      const minutes = Math.max(1, Math.round((now - call.heldSince) / 60_000))
      const sentence = { key: 'hold_long', values: { number: numberSaid(call.number), minutes } } as const
      store.apply({ type: 'noticed', notice: notice(noticeOf(call), 'warning', sentence, now) })
    }
    plan()
  }

  function follow(snapshot: Snapshot, before: Snapshot): void {
    if (snapshot.calls === before.calls) return
    for (const key of saidAt.keys()) {
      if (snapshot.calls.some((call) => call.key === key && call.heldSince !== null)) continue
      saidAt.delete(key)
      store.apply({ type: 'noticeDismissed', id: noticeOf({ key }) })
    }
    plan()
  }
  plan()

  return { onSnapshot: follow, onSettings: plan, stop: () => callOff() } satisfies Feature
}
