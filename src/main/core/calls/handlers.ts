import { callKey, type CallKey } from '../../../shared/ids'
import { numberSaid } from '../../../shared/calls/call-view'
import { rules } from '../../../shared/commands/rules'
import { isAboutCall } from '../../../shared/snapshot/intents'
import { noticeOfIntent } from '../../../shared/snapshot/notice-ids'
import { notice } from '../../../shared/snapshot/notices'
import { callById, callByKey, callNamed, isSpent } from '../../../shared/calls/calls'
import type { Surface } from '../../../shared/commands/declaration'
import type { Sentence } from '../../../shared/i18n/say'
import { DONE, type Outcome } from '../../../shared/outcome'
import type { NumberFrom, ProposedNumber, Snapshot } from '../../../shared/snapshot/state'
import type { Reading } from '../../../shared/phone/reading'
import { isFromOutside, proposalIn, UNSEEN_MS } from '../../../shared/phone/proposal'
import { backToCaller, consult, handOver, swap } from './consult'
import { setHold } from './hold'
import { noCall } from './outcomes'
import { placeCall } from './place'
import { transferCall } from './transfer'
import { hangUp } from './hang-up'
import type { Core } from '../kernel/core'
import type { Handlers } from '../kernel/handlers'

/** Opens the field with a number that waits for the agent's confirmation. */
function propose({ store, clock }: Core, reading: Reading, from: NumberFrom): Outcome {
  store.apply({ type: 'numberProposed', reading, from, at: clock.now() })
  return DONE
}

/**
 * Shows the number that a link or another program wants dialled, without taking the focus from the program in which the
 * agent is typing. A field that is in use or shows another number is left as it is.
 */
function proposeFromOutside(core: Core, reading: Reading, from: 'link' | 'commandLine'): Outcome {
  const { panel, proposedNumber } = core.store.get()
  core.desktop.showBar()
  if (panel !== 'dial' && panel !== 'transfer') return propose(core, reading, from)
  if (panel === 'dial' && proposedNumber?.from === from && proposedNumber.number === reading.number)
    return DONE
  return {
    ok: false,
    why: 'refused',
    sentence: { key: 'number_waits', values: { number: reading.number } },
  }
}

/** The number proposed from outside, once it has been visible for long enough to be noticed. */
function seenProposal({ store, clock }: Core): ProposedNumber | 'too soon' | null {
  const { panel, proposedNumber } = store.get()
  if (panel !== 'dial' || proposedNumber === null || !isFromOutside(proposedNumber)) return null
  return clock.now() - proposedNumber.at < UNSEEN_MS ? 'too soon' : proposedNumber
}

/** The dial hotkey: dials the number that a link or another program has proposed, or proposes what was copied. */
function dialByHotkey(core: Core): Promise<Outcome> | Outcome {
  const seen = seenProposal(core)
  if (seen === null) return proposeCopied(core)
  // The key was pressed just as the number appeared, so it was meant for something else.
  if (seen === 'too soon') return DONE
  core.store.apply({ type: 'panelClosed' })
  return placeCall(core, seen.number, waitingFor(core))
}

/** Proposes what was copied: a number, or a call to take over. */
async function proposeCopied(core: Core): Promise<Outcome> {
  const found = proposalIn(await core.desktop.readClipboard())
  if (found?.kind === 'number') propose(core, found.reading, 'clipboard')
  else if (found === null) core.store.apply({ type: 'panelOpened', panel: 'dial' })
  else core.store.apply({ type: 'callProposed', id: found.id })
  core.desktop.focusBar()
  return found === null ? { ok: true, sentence: { key: 'clipboard_without_number' } } : DONE
}

/** Whether the text holds more than one number. The agent then has to choose, or to see what is left out. */
const saysMore = ({ others, rest }: Reading): boolean => others.length > 0 || rest !== ''

/** Why that text is not a single number to transfer to or to consult; null when it is one. */
const notOne = (reading: Reading): Outcome | null =>
  saysMore(reading) ? { ok: false, why: 'badArgument', sentence: { key: 'number_several' } } : null

/** Opens the field for a destination, ready to type. */
function askDestination({ store, desktop }: Core, source: Surface, key: CallKey | null): Outcome {
  store.apply({ type: 'panelOpened', panel: 'transfer', ...(key === null ? {} : { call: key }) })
  if (source !== 'bar') desktop.focusBar()
  return DONE
}

/** The call on hold beside which the agent dials another number by hand. */
function waitingFor({ store }: Core): CallKey | null {
  const { call } = store.get()
  return call?.id != null && call.heldSince !== null && !isSpent(call) ? call.key : null
}

/** A web page has named the number or the call: by a link, or to the browser extension. */
const isFromPage = (source: Surface): boolean => source === 'link' || source === 'companion'

export const callHandlers = {
  'call.dial': (core, reading, source) => {
    if (source === 'hotkey' || source === 'tray') {
      if (reading === undefined) return source === 'hotkey' ? dialByHotkey(core) : proposeCopied(core)
      core.desktop.focusBar()
      return propose(core, reading, 'clipboard')
    }
    if (reading === undefined) return { ok: false, why: 'badArgument', sentence: { key: 'number_missing' } }
    if (isFromPage(source) && (core.settings()['links.confirmDial'] || saysMore(reading)))
      return proposeFromOutside(core, reading, 'link')
    if ((source === 'cli' || source === 'http') && saysMore(reading)) {
      const outcome = proposeFromOutside(core, reading, 'commandLine')
      const sentence: Sentence = { key: 'number_proposed', values: { number: reading.number } }
      return outcome.ok ? { ok: true, sentence } : outcome
    }
    core.store.apply({ type: 'panelClosed' })
    return placeCall(core, reading.number, waitingFor(core))
  },
  'number.edited': ({ store }) => {
    store.apply({ type: 'numberEdited' })
    return DONE
  },
  'call.toggleHold': (core, _argument, _source, key) =>
    setHold(core, key, callByKey(core.store.get(), key)?.heldSince == null),
  'call.hold': (core, _argument, _source, key) => setHold(core, key, true),
  'call.retrieve': (core, _argument, _source, key) => setHold(core, key, false),
  'call.transfer': (core, to, source, key) =>
    to === undefined ? askDestination(core, source, key) : (notOne(to) ?? transferCall(core, key, to.number)),
  'call.consult': (core, to, source, key) =>
    to === undefined ? askDestination(core, source, key) : (notOne(to) ?? consult(core, key, to.number)),
  'call.swap': (core, _argument, _source, key) => swap(core, key),
  'call.handOver': (core, _argument, _source, key) => handOver(core, key),
  'call.backToCaller': (core, _argument, _source, key) => backToCaller(core, key),
  'call.focus': ({ store }, named) => {
    const call = callNamed(store.get(), named)
    if (call === null) return { ok: false, why: 'refused', sentence: { key: 'reason_call_unknown' } }
    store.apply({ type: 'callFocused', key: call.key })
    return DONE
  },
  'call.hangUp': (core, _argument, _source, key) => hangUp(core, key),
  'call.adopt': async (core, { id, number = '', direction = 'inbound' }, source) => {
    if (isFromPage(source) && core.settings()['links.adopt'] !== 'on')
      return { ok: false, why: 'refused', sentence: { key: 'link_adopt_off' } }
    const namedBy = isFromPage(source) ? 'link' : 'agent'
    const at = core.clock.now()
    const key = callKey(core.newId())
    const adopted = { type: 'callAdopted', key, id, number, direction, namedBy, at } as const
    // Another call may have arrived while this one was being saved.
    const mayAdopt = (snapshot: Snapshot): boolean => rules['call.adopt'](snapshot) === true
    const before = core.store.get()
    if (!(await core.applySaved(adopted, mayAdopt)))
      return { ok: false, why: 'refused', sentence: { key: 'reason_calls_full' } }
    if (core.store.get().proposedCall === id) core.store.apply({ type: 'panelClosed' })
    if (before.calls.length > 0 && callById(before, id) === null) tellSecond(core, number)
    // A screen-pop arrives while the agent is typing.
    if (isFromPage(source)) core.desktop.showBar()
    return DONE
  },
  'call.forget': (core, _argument, _source, key) => {
    const { intents } = core.store.get()
    const call = callByKey(core.store.get(), key)
    if (call === null) return noCall
    core.store.apply({ type: 'callEnded', key: call.key })
    // Dismissing means that the agent has looked; notices about other calls stay.
    for (const intent of intents)
      if (intent.state === 'unknown' && isAboutCall(intent, call))
        core.store.apply({ type: 'noticeDismissed', id: noticeOfIntent(intent.id) })
    return DONE
  },
} as const satisfies Partial<Handlers>

/** Tells the agent about a second call, because it does not always come into focus. */
function tellSecond({ store, clock }: Core, number: string): void {
  const sentence: Sentence = { key: 'second_call', values: { number: numberSaid(number) } }
  store.apply({ type: 'noticed', notice: notice('second-call', 'news', sentence, clock.now()) })
}
