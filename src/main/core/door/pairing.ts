import type { SteadyTime } from '../../../shared/time'
import type { Sentence } from '../../../shared/i18n/say'
import { DONE, type Outcome } from '../../../shared/outcome'
import { UNSEEN_MS } from '../../../shared/phone/proposal'
import { notice } from '../../../shared/snapshot/notices'
import type { Snapshot } from '../../../shared/snapshot/state'
import type { Scope } from '../../../shared/door/scopes'
import type { Core } from '../kernel/core'
import { MOST_PAIRED, type PairedPrograms } from './paired'

/** The agent may be in a call, and a program that asks may have been forgotten. Milliseconds. */
const PATIENCE_MS = 60_000

type Wanted = { readonly name: string; readonly scopes: readonly Scope[] }
export type PairingAnswer =
  | { readonly id: string; readonly token: string }
  | 'refused'
  | 'no_answer'
  | 'another_asks'
  | 'too_many'
  | 'keychain'

export type Pairing = {
  /** Asks the agent in the bar. One question at a time, so that no program can fill the bar with them. */
  readonly ask: (wanted: Wanted, gone: AbortSignal) => Promise<PairingAnswer>
  readonly allow: (id: string) => Promise<Outcome>
  readonly onSnapshot: (now: Snapshot) => void
}

const NOTICE = 'door-pairing'

type Question = Wanted & {
  readonly id: string
  readonly at: SteadyTime
  readonly answer: (answer: PairingAnswer) => void
}

export function createPairing({ store, clock, newId }: Core, programs: PairedPrograms): Pairing {
  let open: Question | null = null

  function close(question: Question, answer: PairingAnswer): void {
    if (open !== question) return
    open = null
    store.apply({ type: 'noticeDismissed', id: NOTICE })
    question.answer(answer)
  }

  return {
    ask: async (wanted, gone) => {
      if (open !== null) return 'another_asks'
      const count = await programs.list().then(
        (all) => all.length,
        () => null,
      )
      if (count === null) return 'keychain'
      if (count >= MOST_PAIRED) return 'too_many'
      return new Promise((resolve) => {
        if (open !== null) {
          resolve('another_asks')
          return
        }
        const question: Question = { ...wanted, id: newId(), at: clock.now(), answer: resolve }
        open = question
        const sentence: Sentence = {
          key: 'door_question',
          values: { name: wanted.name, what: scopesSaid(wanted.scopes) },
        }
        const mend = { command: 'door.allow', argument: question.id } as const
        store.apply({ type: 'noticed', notice: notice(NOTICE, 'warning', sentence, clock.now(), { mend }) })
        const callOff = clock.after(PATIENCE_MS, () => close(question, 'no_answer'))
        gone.addEventListener('abort', () => {
          callOff()
          close(question, 'no_answer')
        })
      })
    },
    allow: async (id) => {
      const question = open
      if (question?.id !== id) return { ok: false, why: 'refused', sentence: { key: 'door_question_over' } }
      // The click was on its way when the question appeared below the pointer.
      if (clock.now() - question.at < UNSEEN_MS) return DONE
      try {
        close(question, await programs.add(question.name, question.scopes))
        return { ok: true, sentence: { key: 'door_allowed', values: { name: question.name } } }
      } catch {
        close(question, 'keychain')
        return { ok: false, why: 'failed', sentence: { key: 'door_not_kept' } }
      }
    },
    onSnapshot: ({ notices }) => {
      // The question was put away.
      if (open !== null && !notices.some(({ id }) => id === NOTICE)) close(open, 'refused')
    },
  }
}

const words = {
  watch: 'door_scope_watch',
  dial: 'door_scope_dial',
  control: 'door_scope_control',
} as const satisfies Record<Scope, string>

/** What a program may do, in one phrase. */
function scopesSaid(scopes: readonly Scope[]): Sentence {
  const [first = 'watch', ...rest] = scopes
  const said: Sentence = { key: words[first] }
  return rest.length === 0 ? said : { key: 'door_scopes', values: { one: said, others: scopesSaid(rest) } }
}
