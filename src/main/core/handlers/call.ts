import { may } from '../../../shared/agent/may'
import { isAboutCall } from '../../../shared/agent/intents'
import { notice } from '../../../shared/agent/notices'
import type { Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import type { Call, NumberFrom, ProposedNumber, Snapshot } from '../../../shared/agent/state'
import type { Reading } from '../../../shared/phone/reading'
import { isFromOutside, proposalIn, UNSEEN_MS } from '../../../shared/proposal'
import { errorSentence, unknownSentence } from '../../../shared/vocom/error-sentence'
import { hangUp } from '../hang-up'
import { identity, outcomeOf, perform, type Core } from '../perform'
import type { Handlers } from './handlers'

const DONE: Outcome = { ok: true }

/** Tells the agent aloud of a command whose outcome nobody knows, and leaves it standing until dismissed. */
function tellUnknown(core: Core, intentId: string, sentence: Sentence): Outcome {
  core.store.apply({ type: 'noticed', notice: notice(intentId, 'failure', sentence, core.clock.now()) })
  return { ok: false, why: 'unknown', sentence }
}

/** A real server rings the agent's phone after some seconds. Milliseconds after the request. */
const PHONE_MAY_RING_MS = 2_000

/** Places a call ("APIv2, Realizar chamada"): sent once, whatever comes back. */
async function dial(core: Core, number: string): Promise<Outcome> {
  const { store, clock } = core
  const { agent, company_id } = identity(core)
  const { profile, call: before } = store.get()
  const { branch } = profile
  store.apply({ type: 'callPlacing', number, at: clock.now() })
  const callOff = clock.after(PHONE_MAY_RING_MS, () => store.apply({ type: 'phoneMayRing' }))
  const answer = await perform(core, {
    command: 'call.dial',
    endpoint: 'dial',
    request: { agent, branch, to: number, company_id },
    subject: number,
    durable: true,
  })
  callOff()
  if (answer.ok || answer.error.acted === 'yes') {
    const id = answer.ok && answer.value.call_id !== '' ? answer.value.call_id : null
    await core.applyKept({ type: 'callPlaced', id, at: clock.now() })
    const key = id === null ? 'done_dialled_without_id' : 'done_dialling'
    return { ok: true, sentence: { key, values: { number } } }
  }
  if (answer.error.acted === 'maybe') {
    store.apply({ type: 'callDoubtful' })
    return tellUnknown(core, answer.intentId, unknownSentence('call.dial', number, answer.error.kind))
  }
  await core.applyKept({ type: 'callNotPlaced', before: stillThere(store.get(), before) })
  return outcomeOf(answer.error)
}

/** The call that stood in the bar before a dial, unless it was hung up while the dial was under way. */
function stillThere({ intents }: Snapshot, before: Call | null): Call | null {
  if (before === null) return null
  const isGone = intents.some(
    ({ command, callId, sentAt, state, error }) =>
      command === 'call.hangUp' &&
      callId === before.id &&
      sentAt >= before.startedAt &&
      (state === 'accepted' || error?.kind === 'not_found_failed'),
  )
  return isGone ? null : { ...before, hangingUp: false }
}

/** Opens the field with a number that waits for the agent's yes. */
function propose({ store, clock }: Core, reading: Reading, from: NumberFrom): Outcome {
  store.apply({ type: 'numberProposed', reading, from, at: clock.now() })
  return DONE
}

/**
 * Shows what a link or another program asks to dial, and leaves the focus to the program in which the agent types.
 * A field that is in use, or shows another number, is left as it is.
 */
function proposeFromOutside(core: Core, reading: Reading, from: 'link' | 'commandLine'): Outcome {
  const { panel, proposedNumber } = core.store.get()
  core.desk.showBar()
  if (panel !== 'dial' && panel !== 'transfer') return propose(core, reading, from)
  if (panel === 'dial' && proposedNumber?.from === from && proposedNumber.number === reading.number)
    return DONE
  return {
    ok: false,
    why: 'refused',
    sentence: { key: 'number_waits', values: { number: reading.number } },
  }
}

/** The number that was proposed from outside, and has stood there for long enough to be seen. */
function seenProposal({ store, clock }: Core): ProposedNumber | 'too soon' | null {
  const { panel, proposedNumber } = store.get()
  if (panel !== 'dial' || proposedNumber === null || !isFromOutside(proposedNumber)) return null
  return clock.now() - proposedNumber.at < UNSEEN_MS ? 'too soon' : proposedNumber
}

/** The dial hotkey: dials what a link or another program has shown, or proposes what was copied. */
function dialByHotkey(core: Core): Promise<Outcome> | Outcome {
  const seen = seenProposal(core)
  if (seen === null) return proposeCopied(core)
  // Pressed for something else, as the number came.
  if (seen === 'too soon') return DONE
  core.store.apply({ type: 'panelClosed' })
  return dial(core, seen.number)
}

/** Proposes what was copied: a number, or a call to take over. */
async function proposeCopied(core: Core): Promise<Outcome> {
  const found = proposalIn(await core.desk.readClipboard())
  if (found?.kind === 'number') propose(core, found.reading, 'clipboard')
  else if (found === null) core.store.apply({ type: 'panelOpened', panel: 'dial' })
  else core.store.apply({ type: 'callProposed', id: found.id })
  core.desk.focusBar()
  return found === null ? { ok: true, sentence: { key: 'clipboard_without_number' } } : DONE
}

/** Whether the text says more than one number: somebody has to choose, or to know what is left out. */
const saysMore = ({ others, rest }: Reading): boolean => others.length > 0 || rest !== ''

type Active = { readonly id: string; readonly heldSince: number | null }

/** The bus has checked that there is one; a call that ended meanwhile is told as such. */
function activeCall(core: Core): Active | null {
  const { call } = core.store.get()
  return call?.id == null ? null : { id: call.id, heldSince: call.heldSince }
}

const alreadyEnded: Outcome = { ok: true, sentence: { key: 'done_already_ended' } }
const noCall: Outcome = { ok: false, why: 'refused', sentence: { key: 'reason_no_call' } }

/** The PABX does not know the call any more: for hold, retrieve and transfer that is news. */
function tellGone(core: Core): Outcome {
  const sentence: Sentence = { key: 'call_gone' }
  core.store.apply({ type: 'callEnded' })
  core.store.apply({ type: 'noticed', notice: notice('call-gone', 'warning', sentence, core.clock.now()) })
  return { ok: false, why: 'failed', sentence }
}

async function setHold(core: Core, on: boolean): Promise<Outcome> {
  const call = activeCall(core)
  if (call === null) return noCall
  const { agent, company_id } = identity(core)
  const answer = await perform(core, {
    command: on ? 'call.hold' : 'call.retrieve',
    endpoint: on ? 'hold' : 'retrieve',
    request: { agent, call_id: call.id, company_id },
    callId: call.id,
  })
  // Hung up meanwhile: what became of the hold is no news to anybody.
  if (core.store.get().call?.id !== call.id) return answer.ok ? DONE : alreadyEnded
  if (answer.ok || answer.error.acted === 'yes') {
    core.store.apply(on ? { type: 'held', at: core.clock.now() } : { type: 'retrieved' })
    return DONE
  }
  if (answer.error.kind === 'not_found_failed') return tellGone(core)
  if (answer.error.acted === 'maybe') core.store.apply({ type: 'holdDoubtful' })
  return outcomeOf(answer.error)
}

/** Blind transfer ("APIv2, Transferência de chamada"): sent once; accepted, the call is no longer the agent's. */
async function transfer(core: Core, to: string): Promise<Outcome> {
  const call = activeCall(core)
  if (call === null) return noCall
  const { agent, company_id } = identity(core)
  const answer = await perform(core, {
    command: 'call.transfer',
    endpoint: 'transfer',
    request: { agent, call_id: call.id, to, company_id },
    subject: to,
    callId: call.id,
    durable: true,
  })
  if (answer.ok || answer.error.acted === 'yes') {
    if (core.store.get().call?.id === call.id) core.store.apply({ type: 'callEnded' })
    const { panel } = core.store.get()
    // Another panel that was opened meanwhile is in use.
    if (panel === null || panel === 'transfer') {
      core.store.apply({ type: 'panelClosed' })
      core.desk.releaseFocus()
    }
    return { ok: true, sentence: { key: 'done_transferred', values: { number: to } } }
  }
  if (answer.error.kind === 'not_found_failed' && core.store.get().call?.id === call.id) return tellGone(core)
  if (answer.error.acted === 'maybe') {
    if (core.store.get().call?.id === call.id) core.store.apply({ type: 'transferDoubtful', to })
    return tellUnknown(core, answer.intentId, unknownSentence('call.transfer', to, answer.error.kind))
  }
  return outcomeOf(answer.error, errorSentence(answer.error))
}

export const callHandlers = {
  'call.dial': (core, reading, source) => {
    if (source === 'hotkey' || source === 'tray') {
      if (reading === undefined) return source === 'hotkey' ? dialByHotkey(core) : proposeCopied(core)
      core.desk.focusBar()
      return propose(core, reading, 'clipboard')
    }
    if (reading === undefined) return { ok: false, why: 'badArgument', sentence: { key: 'number_missing' } }
    if (source === 'link' && (core.confirmsLinkDial() || saysMore(reading)))
      return proposeFromOutside(core, reading, 'link')
    if (source === 'cli' && saysMore(reading)) {
      const outcome = proposeFromOutside(core, reading, 'commandLine')
      const sentence: Sentence = { key: 'number_proposed', values: { number: reading.number } }
      return outcome.ok ? { ok: true, sentence } : outcome
    }
    core.store.apply({ type: 'panelClosed' })
    return dial(core, reading.number)
  },
  'number.edited': ({ store }) => {
    store.apply({ type: 'numberEdited' })
    return DONE
  },
  'call.toggleHold': (core) => setHold(core, core.store.get().call?.heldSince == null),
  'call.hold': (core) => setHold(core, true),
  'call.retrieve': (core) => setHold(core, false),
  'call.transfer': (core, to, source) => {
    if (to !== undefined && saysMore(to))
      return { ok: false, why: 'badArgument', sentence: { key: 'number_several' } }
    if (to !== undefined) return transfer(core, to.number)
    core.store.apply({ type: 'panelOpened', panel: 'transfer' })
    if (source !== 'bar') core.desk.focusBar()
    return DONE
  },
  'call.hangUp': (core) => hangUp(core),
  'call.adopt': async (core, { id, number = '', direction = 'inbound' }, source) => {
    if (source === 'link' && !core.adoptsFromLinks())
      return { ok: false, why: 'refused', sentence: { key: 'link_adopt_off' } }
    const namedBy = source === 'link' ? 'link' : 'agent'
    const at = core.clock.now()
    const adopted = { type: 'callAdopted', id, number, direction, namedBy, at } as const
    // Another call may have come while this one was put on disk.
    const mayAdopt = (snapshot: Snapshot): boolean => may.adopt(snapshot) === true
    if (!(await core.applyKept(adopted, mayAdopt)))
      return { ok: false, why: 'refused', sentence: { key: 'reason_in_call' } }
    if (core.store.get().proposedCall === id) core.store.apply({ type: 'panelClosed' })
    // A screen-pop comes while the agent types.
    if (source === 'link') core.desk.showBar()
    return DONE
  },
  'call.forget': (core) => {
    const { call, intents } = core.store.get()
    core.store.apply({ type: 'callEnded' })
    // Who clears it away has looked; what is told of other calls stays.
    for (const intent of intents)
      if (intent.state === 'unknown' && call !== null && isAboutCall(intent, call))
        core.store.apply({ type: 'noticeDismissed', id: intent.id })
    return DONE
  },
} as const satisfies Partial<Handlers>
