import type { SteadyTime } from '../../../shared/time'
import type { Status } from '../../../shared/door/status'
import { callDoubt } from '../../../shared/calls/call-view'
import { say } from '../../../shared/i18n/say'
import { timeOfDay, viewOf } from '../../../shared/snapshot/view'
import type { Call, Snapshot } from '../../../shared/snapshot/state'

/**
 * What other programs are told. Described in docs/command-line.md; times in ISO 8601, durations in seconds up to `now`.
 */
export function statusOf(snapshot: Snapshot, now: SteadyTime): Status {
  const view = viewOf(snapshot)
  const { profile, call, calls, sync, reported } = snapshot
  const iso = (at: SteadyTime | null) =>
    at === null ? null : new Date(timeOfDay(snapshot, at)).toISOString()
  const seconds = (since: SteadyTime | null) =>
    since === null ? null : Math.max(0, Math.round((now - since) / 1_000))
  const statusOfCall = (one: Call) => ({
    id: one.id,
    number: one.number,
    direction: one.direction,
    phase: one.phase,
    held: one.heldSince !== null,
    doubt: callDoubt(one),
    namedBy: one.namedBy,
    hangingUp: one.hangingUp,
    startedAt: iso(one.startedAt),
    seconds: seconds(one.startedAt),
  })
  return {
    agent: profile.agent,
    branch: profile.branch,
    queues: [...profile.queues],
    demo: profile.demo,
    state: view.standing ?? 'unknown',
    since: iso(view.since),
    seconds: seconds(view.since),
    break:
      view.break === null
        ? null
        : { id: view.break.id, name: view.break.name, limitMinutes: view.break.limitMinutes },
    pabx:
      reported === null ? null : { status: reported.status, branch: reported.branch, at: iso(reported.at) },
    doubt: view.doubt !== null,
    call: call === null ? null : statusOfCall(call),
    calls: calls.map((one) => ({ ...statusOfCall(one), focused: one.key === snapshot.focusedCall })),
    sync: { phase: sync.phase, confirmedAt: iso(sync.confirmedAt), failure: sync.failure?.kind ?? null },
    key: snapshot.key,
    notices: snapshot.notices
      .filter(({ tone }) => tone !== 'info')
      .map((notice) => say(notice.sentence, profile.locale)),
  }
}
