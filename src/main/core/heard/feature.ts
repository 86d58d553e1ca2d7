import * as z from 'zod'
import type { Surface } from '../../../shared/commands/declaration'
import type { Earcon } from '../../../shared/heard/earcons'
import { say, type Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import type { Call, Snapshot } from '../../../shared/snapshot/state'
import type { Core } from '../kernel/core'
import type { Feature, Pressed } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import type { Answerers } from '../kernel/queries'
import type { Voice } from './voice'

type Ports = {
  readonly core: Core
  /** Loaded when something is to be heard for the first time. */
  readonly voice: () => Promise<Voice>
}

/** Presses that are made while no window of the bar need be looked at. */
const outside: readonly Surface[] = ['hotkey', 'tray', 'cli', 'link', 'http', 'companion']

/** How many calls are remembered as ended; more are never there at once. */
const REMEMBERED = 8

/** Lets the agent hear the outcome of a command given outside the bar's windows, the end of a call and of a break. */
export function createHeardFeature({ core, voice }: Ports) {
  const { store, settings, log, clock } = core
  let opened: Promise<Voice> | null = null
  /** The calls whose end was heard, by key. */
  let ended: readonly string[] = []
  const mode = () => settings()['sound.outcomes']
  const locale = () => store.get().profile.locale

  /** In the order in which they were asked for, also while the voice is still being loaded. */
  function withVoice(run: (by: Voice) => void): void {
    opened ??= voice()
    opened
      .then((by) => {
        run(by)
        // Asked for by a press alone: nothing stays open for it.
        if (mode() === 'off') by.close()
      })
      .catch((fault: unknown) => {
        opened = null
        log.warn('nothing is heard', fault)
      })
  }
  function tone(earcon: Earcon): void {
    withVoice(({ play }) => play(earcon, settings()['sound.device']))
  }
  function speak(sentence: Sentence, isReadAnyway = false): void {
    const text = say(sentence, locale())
    withVoice((by) => {
      if (!by.isRead() || isReadAnyway) by.say(text, locale())
    })
  }

  function hearOutcome(press: Pressed, outcome: Outcome): void {
    if (mode() === 'tones') {
      // The end of its call has been heard already.
      const isHeard = outcome.ok && press.callKey !== null && ended.includes(press.callKey)
      if (!isHeard) tone(outcome.ok ? 'done' : outcome.why === 'unknown' ? 'unknown' : 'refused')
      return
    }
    const now = store.get()
    void import('./words').then(({ outcomeWords }) => {
      const sentence = outcomeWords(press, outcome, now)
      if (sentence !== null) speak(sentence)
    })
  }

  function hearEnds(now: Snapshot, before: Snapshot): void {
    const isHeard = ({ key }: Call): boolean => ended.includes(key)
    const gone = before.calls.filter(
      (call) => call.phase === 'active' && !isHeard(call) && !now.calls.some(({ key }) => key === call.key),
    )
    const fading = now.calls.filter((call) => call.seemsEndedAt !== null && !isHeard(call))
    const over = [...gone, ...fading]
    if (over.length === 0) return
    ended = [...ended, ...over.map(({ key }) => key)].slice(-REMEMBERED)
    if (mode() === 'tones') tone('callEnded')
    // A call that is gone was ended by a command, whose outcome is said.
    else if (fading.length > 0) speak({ key: 'call_seems_ended' })
  }

  function hearBreak(now: Snapshot, before: Snapshot): void {
    const overOf = ({ notices }: Snapshot) =>
      notices.find(({ id, sentence }) => id === 'break-limit' && sentence.key === 'break_limit_over')
    const over = overOf(now)
    if (over === undefined || over.at === overOf(before)?.at) return
    if (mode() === 'tones') tone('breakOver')
    // The reminder's own notification is read.
    else if (!settings()['breaks.notify']) speak(over.sentence)
  }

  return {
    onOutcome: (press: Pressed, outcome: Outcome) => {
      if (mode() === 'off' || press.id === 'bar.say' || !outside.includes(press.source)) return
      hearOutcome(press, outcome)
    },
    onSnapshot: (now: Snapshot, before: Snapshot) => {
      if (mode() === 'off') return
      if (now.calls !== before.calls) hearEnds(now, before)
      if (now.notices !== before.notices) hearBreak(now, before)
    },
    onSettings: (now) => {
      if (now['sound.outcomes'] === 'off' && opened !== null) withVoice(() => undefined)
    },
    handlers: {
      'bar.say': async () => {
        const { stateWords } = await import('./words')
        const sentence = stateWords(store.get(), clock.now())
        speak(sentence, true)
        return { ok: true, sentence }
      },
      'sound.try': () => {
        if (mode() === 'speech') speak({ key: 'heard_try' }, true)
        else tone('done')
        return { ok: true }
      },
    } as const satisfies Partial<Handlers>,
    queries: {
      'sound.devices': {
        argument: z.undefined(),
        answer: async () => {
          opened ??= voice()
          const names = await (await opened).devices()
          withVoice(() => undefined)
          return names
        },
      },
    } as const satisfies Partial<Answerers>,
  } satisfies Feature & Record<string, unknown>
}
