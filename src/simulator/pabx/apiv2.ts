import { endpoints, RECORD_LIMIT, type EndpointName } from '../../shared/vocom/endpoints'
import * as agents from './agents'
import type { Acted, Refusal } from './agents'
import * as calls from './calls'
import { agentLists, breakList, emptyAsText } from './lists'
import {
  secondsOf,
  slice,
  type DialerRecord,
  type Order,
  type Records,
  type TabulationRecord,
} from './records'
import type { World } from './world'

/*
 * APIv2 exactly as the vendor's document describes it; deviations are manners. The answers match the document's
 * examples.
 */

export type Reports = {
  readonly tabulations: Records<TabulationRecord>
  readonly dialer: Records<DialerRecord>
  readonly order: Order
  /** Mailing name by its UUID. */
  readonly mailings: Readonly<Record<string, string>>
}

type Fields = Readonly<Record<string, string>>
type Change = (world: World) => World

/** The result of a request: the world after it, and the answer. */
export type Reply = {
  readonly world: World
  readonly body: unknown
  readonly outcome: string
  /** Changes that the PABX makes later by itself. */
  readonly jobs?: readonly { readonly afterMs: number; readonly change: Change }[]
  /** The answer comes later: `body` is empty, and `conclude` makes the answer when the time has come. */
  readonly late?: { readonly afterMs: number; readonly conclude: (world: World) => Reply }
}

const fail = (world: World, command: string, type: Refusal | 'authentication_failed'): Reply => ({
  world,
  body: { response: { command, status: 'error', status_type: type } },
  outcome: type,
})

const ok = (world: World, fields: object): Reply => ({
  world,
  body: { response: { ...fields, status: 'ok', status_type: '' } },
  outcome: 'ok',
})

/** An answer that is neither ok nor error. */
const unsaid = (world: World, fields: object): Reply => ({
  world,
  body: { response: { ...fields, status: null, status_type: null } },
  outcome: 'unsaid',
})

type Command = (world: World, fields: Fields) => Acted

/** The commands, and their names in the PABX's answers. `isQueued`: a background job may carry it out later. */
const commands: Partial<
  Record<EndpointName, { readonly name: string; readonly act: Command; readonly isQueued?: true }>
> = {
  login: { name: 'login', act: (world, { agent = '', branch = '' }) => agents.login(world, agent, branch) },
  logout: { name: 'logout', act: (world, { agent = '' }) => agents.logout(world, agent) },
  setBreak: {
    name: 'break',
    act: (world, { agent = '', break_id = '' }) => agents.setBreak(world, agent, break_id),
  },
  returnBreak: { name: 'break', act: (world, { agent = '' }) => agents.returnFromBreak(world, agent) },
  hangUp: {
    name: 'call_terminate',
    act: (world, { agent = '', call_id = '' }) => calls.hangUp(world, agent, call_id),
  },
  transfer: {
    name: 'call_transfer',
    act: (world, { agent = '', call_id = '', to = '' }) => calls.transfer(world, agent, call_id, to),
    isQueued: true,
  },
  hold: {
    name: 'call_hold',
    act: (world, { agent = '', call_id = '' }) => calls.hold(world, agent, call_id),
    isQueued: true,
  },
  retrieve: {
    name: 'call_hold_retrieve',
    act: (world, { agent = '', call_id = '' }) => calls.retrieve(world, agent, call_id),
    isQueued: true,
  },
}

/** The dial, whose answer comes later than its effect. */
const DIAL = 'call_services'

const readers: Partial<Record<EndpointName, (world: World, fields: Fields, reports: Reports) => Reply>> = {
  getBreakList: (world, { agent = '' }) => {
    const result = breakList(world, agent)
    if (result === undefined) return fail(world, 'break', 'not_found_failed')
    return ok(world, { agent, command: 'break', result })
  },
  getAgentList: (world, { queue = '' }) => {
    if (!world.queues.includes(queue) && !world.manners.unknownQueueOk)
      return fail(world, 'agent_list', 'not_found_failed')
    const result = agentLists(world, queue, (agent) => agents.statusOf(world, agent))
    return ok(world, { queue, command: 'agent_list', result })
  },
  listTabulations: (world, { date_begin = '', date_end = '' }, { tabulations, order }) => {
    const window = windowOf(date_begin, date_end, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, 0)
    if (window === null) return fail(world, 'list', 'params_failed')
    return ok(world, {
      list: emptyAsText(slice(tabulations, window, null, order, RECORD_LIMIT)),
      command: 'list',
    })
  },
  listDialer: (world, { date_begin = '', date_end = '', ...filters }, { dialer, order, mailings }) => {
    // The end includes the whole last minute.
    const window = windowOf(date_begin, date_end, /^\d{4}-\d\d-\d\d \d\d:\d\d$/, 59)
    if (window === null) return fail(world, 'list', 'params_failed')
    const { destination = '', mailing = '', hangup_cause = '' } = filters
    const mailingName = mailing === '' ? '' : mailings[mailing]
    if (mailingName === undefined) return fail(world, 'list', 'not_found_failed')
    const filtered = destination !== '' || mailingName !== '' || hangup_cause !== ''
    const keep = (row: DialerRecord): boolean =>
      (destination === '' || row.destination === destination) &&
      (mailingName === '' || row.mailing_name === mailingName) &&
      (hangup_cause === '' || row.hangup_cause === hangup_cause)
    const list = slice(dialer, window, filtered ? keep : null, order, RECORD_LIMIT)
    return ok(world, { list: emptyAsText(list), command: 'list', count: list.length })
  },
}

function windowOf(begin: string, end: string, shape: RegExp, lastSeconds: number) {
  if (!shape.test(begin) || !shape.test(end)) return null
  const [first, last] = [secondsOf(begin), secondsOf(end)]
  return first === null || last === null || last < first ? null : { first, last: last + lastSeconds }
}

/** Answers one authenticated request; `raw` is its JSON body, not yet checked. */
export function answerRequest(world: World, endpoint: EndpointName, raw: unknown, reports: Reports): Reply {
  const command = commands[endpoint]
  const name = command?.name ?? (endpoint === 'dial' ? DIAL : endpoint)
  const parsed = endpoints[endpoint].request.safeParse(raw)
  if (!parsed.success) return fail(world, name, 'params_failed')
  const fields: Fields = parsed.data
  if (fields['company_id'] !== world.companyId) return fail(world, name, 'not_found_failed')
  const reader = readers[endpoint]
  if (reader !== undefined) return reader(world, fields, reports)
  if (endpoint === 'dial') return dial(world, fields)
  if (command === undefined) return fail(world, name, 'execute_failed')
  const acted = command.act(world, fields)
  const { queuedMs } = world.manners
  if (command.isQueued !== true || queuedMs === 0) return replyTo(world, fields, name, acted)
  if ('refusal' in acted && acted.refusal === 'params_failed') return fail(world, name, acted.refusal)
  const change: Change = (later) => {
    const then = command.act(later, fields)
    return 'world' in then ? then.world : later
  }
  return {
    ...ok(world, { agent: fields['agent'], command: name }),
    jobs: [{ afterMs: queuedMs, change }],
  }
}

/** The result of an action, as APIv2 words it. */
function replyTo(world: World, { agent }: Fields, command: string, acted: Acted): Reply {
  if ('refusal' in acted) return fail(world, command, acted.refusal)
  const id = command === DIAL ? { call_id: ('callId' in acted && acted.callId) || null } : {}
  const fields = { agent, command, ...id }
  return 'unsaid' in acted ? unsaid(world, fields) : ok(acted.world, fields)
}

/** Click to call: the phone rings and the answer is sent independently of each other. */
function dial(world: World, fields: Fields): Reply {
  const { agent = '', to = '' } = fields
  const taken = calls.takeDial(world, agent, to)
  if ('refused' in taken) return replyTo(world, fields, DIAL, taken.refused)
  const { dialRingsMs, dialAnswersMs } = world.manners
  const { id } = taken.dial
  const ring: Change = (later) => calls.ringPhone(later, id)
  const conclude = (later: World): Reply => {
    const { world: next, acted } = calls.concludeDial(later, id)
    return replyTo(next, fields, DIAL, acted)
  }
  const begun = dialRingsMs === 0 ? ring(taken.world) : taken.world
  const jobs = dialRingsMs === 0 ? [] : [{ afterMs: dialRingsMs, change: ring }]
  if (dialAnswersMs === 0) return { ...conclude(begun), jobs }
  return {
    world: begun,
    body: null,
    outcome: 'not answered yet',
    jobs,
    late: { afterMs: dialAnswersMs, conclude },
  }
}

/** The answer to a request without the right key. */
export const refuseKey = (world: World): Reply => fail(world, '', 'authentication_failed')

const byPath = new Map(
  Object.entries(endpoints).map(([name, { path }]) => [`/${path}`, name as EndpointName]),
)

/** The endpoint at that path under the prefix; the trailing slash matters. */
export const endpointAt = (path: string, prefix: string): EndpointName | undefined =>
  path.startsWith(prefix) ? byPath.get(path.slice(prefix.length)) : undefined
