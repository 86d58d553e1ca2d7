import { type WallTime, wallTime } from '../../../shared/time'
import type { NoticeId } from '../../../shared/snapshot/notice-ids'
import { notice } from '../../../shared/snapshot/notices'
import type { Mend, Snapshot } from '../../../shared/snapshot/state'
import { limitMs, timeOfDay, viewOf } from '../../../shared/snapshot/view'
import { say, type Sentence, type PlainKey } from '../../../shared/i18n/say'
import type { Settings } from '../../../shared/settings/settings'
import type { Clock, Desktop } from '../kernel/ports'
import type { Feature } from '../kernel/feature'
import type { Store } from '../kernel/store'

type Ports = {
  readonly store: Store
  readonly clock: Clock
  readonly desktop: Pick<Desktop, 'notify' | 'chime'>
  readonly settings: () => Settings
}

const LIMIT_NOTICE = 'break-limit'
const MINUTE_MS = 60_000
const comeBack: Mend = { command: 'break.end' }

/**
 * Says when a break is about to end, when its limit is over, and when a planned break is due. It never returns the
 * agent from a break: only the agent does.
 */
export function createBreakReminders({ store, clock, desktop, settings }: Ports) {
  let callOffLimit: () => void = () => undefined
  let callOffPlan: () => void = () => undefined
  let watched = ''
  let warnMinutes = 0
  let told: 'nothing' | 'soon' | 'over' = 'nothing'
  let remindedOf = wallTime(0)

  function tell(id: NoticeId, sentence: Sentence, mend: Mend): void {
    store.apply({ type: 'noticed', notice: notice(id, 'warning', sentence, clock.now(), { mend }) })
    const wanted = settings()
    if (wanted['breaks.notify']) desktop.notify(say(sentence, store.get().profile.locale))
    if (wanted['breaks.chime']) desktop.chime()
  }

  function watchLimit(snapshot: Snapshot, slept = false): void {
    const view = viewOf(snapshot)
    const limit = limitMs(view.break)
    const minutes = settings()['breaks.warnMinutesBefore']
    const now = `${view.break?.id ?? ''} ${String(view.since)} ${String(limit)}`
    const isAnother = now !== watched
    if (!isAnother && minutes === warnMinutes && !slept) return
    watched = now
    warnMinutes = minutes
    callOffLimit()
    if (isAnother) {
      told = 'nothing'
      store.apply({ type: 'noticeDismissed', id: LIMIT_NOTICE })
    }
    if (view.break === null || view.since === null || limit === null || told === 'over') return
    const { name } = view.break
    const overAt = view.since + limit
    const over = (): void => {
      told = 'over'
      tell(LIMIT_NOTICE, { key: 'break_limit_over', values: { name } }, comeBack)
    }
    const waitForTheEnd = (): void => {
      callOffLimit = clock.after(Math.max(0, overAt - clock.now()), over)
    }
    const warn = (): void => {
      told = 'soon'
      const left = Math.max(1, Math.round((overAt - clock.now()) / MINUTE_MS))
      waitForTheEnd()
      tell(LIMIT_NOTICE, { key: 'break_ends_soon', values: { name, minutes: left } }, comeBack)
    }
    const untilWarning = overAt - minutes * MINUTE_MS - clock.now()
    if (overAt <= clock.now()) over()
    else if (minutes === 0 || (told === 'soon' && untilWarning <= 0)) waitForTheEnd()
    else callOffLimit = clock.after(Math.max(0, untilWarning), warn)
  }

  /** The next planned break; entries are `10:15 10`: when, and how many minutes. */
  function plan(): void {
    callOffPlan()
    const now = timeOfDay(store.get(), clock.now())
    // A timer may fire a little early; the break just announced must not be announced again.
    const from = now > remindedOf ? now : remindedOf
    const due = settings()
      ['breaks.plan'].map((entry) => ({ entry, at: momentOf(entry, from) }))
      .sort((a, b) => a.at - b.at)[0]
    if (due === undefined) return
    callOffPlan = clock.after(due.at - now, () => {
      remindedOf = due.at
      const { standing } = viewOf(store.get())
      const [time = '', minutes = ''] = due.entry.split(' ')
      if (standing === 'available')
        tell('break-plan', { key: 'break_planned', values: { time, minutes } }, { command: 'break.toggle' })
      plan()
    })
  }

  /**
   * An agent who locks the screen has probably left the desk without taking a break. The bar offers one and never
   * starts it by itself.
   */
  function setScreenLocked(locked: boolean): void {
    if (!settings()['breaks.proposeOnLock']) return
    const { standing } = viewOf(store.get())
    const proposal: { key: PlainKey; mend: Mend } | null =
      locked && standing === 'available' && store.get().call === null
        ? { key: 'lock_propose_break', mend: { command: 'break.toggle' } }
        : !locked && standing === 'onBreak'
          ? { key: 'lock_propose_return', mend: comeBack }
          : null
    if (proposal === null) return
    const { key, mend } = proposal
    store.apply({ type: 'noticed', notice: notice('lock', 'warning', { key }, clock.now(), { mend }) })
  }

  plan()
  return {
    onSnapshot: (snapshot) => watchLimit(snapshot),
    onSettings: () => {
      watchLimit(store.get())
      plan()
    },
    onScreenLock: setScreenLocked,
    // Limits ran on while the timers slept, and the wall clock may have been set back to before the last reminder.
    onWake: () => {
      remindedOf = wallTime(0)
      watchLimit(store.get(), true)
      plan()
    },
    stop: () => {
      callOffLimit()
      callOffPlan()
    },
  } satisfies Feature
}

/** The next time that this computer's wall clock shows that time of day. */
function momentOf(entry: string, now: WallTime): WallTime {
  const [hours = 0, minutes = 0] = entry.slice(0, 5).split(':').map(Number)
  const moment = new Date(now)
  moment.setHours(hours, minutes, 0, 0)
  if (moment.getTime() <= now) moment.setDate(moment.getDate() + 1)
  return wallTime(moment.getTime())
}
