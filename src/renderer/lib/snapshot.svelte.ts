import { later, steadyTime } from '../../shared/time'
import { emptySnapshot } from '../../shared/snapshot/reduce'
import type { Profile } from '../../shared/snapshot/state'
import { availabilities } from '../../shared/commands/rules'
import type { Pushed } from '../../shared/ipc/bridge'
import { say, type PlainKey, type Sentence, type SentenceKey, type ValuesOf } from '../../shared/i18n/say'
import { bridge } from './bridge'

/*
 * What main last pushed, and the time since. Durations count from main's steady clock by this page's own
 * monotonic one, so that nobody's wall clock matters.
 */

const nothing: Pushed = {
  snapshot: emptySnapshot,
  may: availabilities(emptySnapshot),
  keys: {},
  now: steadyTime(0),
  report: null,
  hotkeys: null,
}

class Mirror {
  pushed = $state.raw<Pushed>(nothing)
  /** Main's steady time, moved on once a second. */
  now = $state(steadyTime(0))
  /** Only the agent is known yet. */
  isBeginning = $state(false)
  #receivedAt = 0

  take(pushed: Pushed): void {
    if (pushed.snapshot.revision < this.pushed.snapshot.revision) return
    this.pushed = pushed
    this.isBeginning = false
    this.#receivedAt = performance.now()
    this.now = pushed.now
    document.documentElement.lang = pushed.snapshot.profile.locale
    document.documentElement.dataset['theme'] = pushed.snapshot.profile.theme
  }

  /** The bar as it stands before anything is known but its agent. */
  begin(profile: Profile): void {
    const snapshot = { ...emptySnapshot, profile }
    this.take({ ...nothing, snapshot, may: availabilities(snapshot) })
    this.isBeginning = true
  }

  tick(): void {
    if (this.#receivedAt > 0) this.now = later(this.pushed.now, performance.now() - this.#receivedAt)
  }
}

export const mirror = new Mirror()

/** Pulls the snapshot, then is pushed each change. */
export async function follow(): Promise<void> {
  bridge.onSnapshot((pushed) => mirror.take(pushed))
  const first = await bridge.snapshot()
  if ('profile' in first) {
    mirror.begin(first.profile)
    void takeNext()
  } else mirror.take(first)
  setInterval(() => mirror.tick(), 1_000)
}

async function takeNext(): Promise<void> {
  const next = await bridge.snapshot()
  if ('snapshot' in next) mirror.take(next)
}

/** The sentence in the agent's language. */
export function text(sentence: PlainKey | Sentence): string
export function text<Key extends SentenceKey>(key: Key, values: ValuesOf<Key>): string
export function text(sentence: SentenceKey | Sentence, values?: object): string {
  const said = typeof sentence === 'object' ? sentence : ({ key: sentence, values } as Sentence)
  return say(said, mirror.pushed.snapshot.profile.locale)
}
