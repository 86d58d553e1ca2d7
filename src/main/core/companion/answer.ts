import { callId as toCallId, type CallId, type CallRef } from '../../../shared/ids'
import { bareCallId } from '../../../shared/calls/call-id'
import { callById } from '../../../shared/calls/calls'
import type { CompanionAnswer, CompanionMessage } from '../../../shared/companion/messages'
import { say, type Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import { readNumbers } from '../../../shared/phone/phone-number'
import type { Bar } from '../kernel/bar'
import { readMessage } from './message'

type BarParts = Pick<Bar, 'store' | 'bus' | 'settings'>

/** A page that is opened again, or in a second browser, names its call again. Calls of this run. */
const REMEMBERED = 500

/** Answers the browser extension: one press through the bus for each message, and only for the company's pages. */
export function createCompanionAnswers(bar: BarParts) {
  const { store, bus, settings } = bar
  const adopted = new Set<CallId>()
  const inWords = (sentence: Sentence): string => say(sentence, store.get().profile.locale)
  const refused = (sentence: Sentence): CompanionAnswer => ({ ok: false, says: inWords(sentence) })

  return async (text: string): Promise<CompanionAnswer> => {
    const message = readMessage(text)
    if (message === null) return refused({ key: 'companion_not_understood' })
    if (!settings.get().values['companion.origins'].includes(message.origin))
      return refused({ key: 'companion_page_refused' })
    const outcome = await carryOut(message)
    if (!outcome.ok) return refused(outcome.sentence)
    return { ok: true, says: outcome.sentence === undefined ? null : inWords(outcome.sentence) }
  }

  function carryOut(message: CompanionMessage): Promise<Outcome> {
    const press = (id: string, more: { argument?: unknown; call?: CallRef } = {}): Promise<Outcome> =>
      bus.dispatch({ id, source: 'companion', ...more })
    switch (message.type) {
      case 'dial':
        return dial(message.text)
      case 'adopt':
        return adopt(message)
      case 'hangUp':
        return press('call.hangUp', { call: message.call })
      case 'hold':
        return press('call.hold', { call: message.call })
      case 'retrieve':
        return press('call.retrieve', { call: message.call })
      case 'transfer':
        return press('call.transfer', { call: message.call, argument: message.to })
    }
  }

  /** The numbers of a text that was clicked or selected, without what else is in it; never a star or hash code. */
  function dial(text: string): Promise<Outcome> {
    const reading = readNumbers(text, 'copied') ?? readNumbers(text, 'link')
    if (reading === null) {
      const sentence: Sentence = { key: 'number_invalid', values: { text: text.trim().slice(0, 60) } }
      return Promise.resolve({ ok: false, why: 'badArgument', sentence })
    }
    const all = [reading, ...reading.others].map(({ number, rest }) => `${number} ${rest}`.trim())
    return bus.dispatch({ id: 'call.dial', argument: all.join(', '), source: 'companion' })
  }

  /** Once for each id: a page that is opened again later names a call that may have ended long ago. */
  async function adopt({
    callId: named,
    number,
  }: Extract<CompanionMessage, { type: 'adopt' }>): Promise<Outcome> {
    const id = bareCallId(named) ?? toCallId('')
    if (callById(store.get(), id) !== null) return bus.dispatch({ id: 'bar.show', source: 'companion' })
    if (adopted.has(id)) return { ok: true }
    const read = readNumbers(number ?? '', 'link')?.number
    const argument = { id, direction: 'inbound', ...(read === undefined ? {} : { number: read }) }
    const outcome = await bus.dispatch({ id: 'call.adopt', argument, source: 'companion' })
    if (outcome.ok) adopted.add(id)
    for (const oldest of adopted) if (adopted.size > REMEMBERED) adopted.delete(oldest)
    return outcome
  }
}
