import { endpoints, RECORD_LIMIT, type EndpointName } from '../shared/vocom/endpoints'
import * as act from './actions'
import type { Acted, Refusal } from './actions'
import {
  secondsOf,
  slice,
  type DialerRecord,
  type Order,
  type Records,
  type TabulationRecord,
} from './records'
import type { Agent, World } from './world'

/*
 * APIv2 as the vendor's document has it: no friendlier. What comes back is exactly what stands in its examples.
 */

export type Reports = {
  readonly tabulations: Records<TabulationRecord>
  readonly dialer: Records<DialerRecord>
  readonly order: Order
  /** Mailing name by its UUID. */
  readonly mailings: Readonly<Record<string, string>>
}

type Fields = Readonly<Record<string, string>>
type Reply = { readonly world: World; readonly body: unknown }

const fail = (world: World, command: string, type: Refusal | 'authentication_failed'): Reply => ({
  world,
  body: { response: { command, status: 'error', status_type: type } },
})

const ok = (world: World, fields: object): Reply => ({
  world,
  body: { response: { ...fields, status: 'ok', status_type: '' } },
})

type Command = (world: World, fields: Fields) => Acted

/** The calls that act, and what the PABX calls them in its answers. */
const commands: Partial<Record<EndpointName, readonly [string, Command]>> = {
  login: ['login', (world, { agent = '', branch = '' }) => act.login(world, agent, branch)],
  logout: ['logout', (world, { agent = '' }) => act.logout(world, agent)],
  setBreak: ['break', (world, { agent = '', break_id = '' }) => act.setBreak(world, agent, break_id)],
  returnBreak: ['break', (world, { agent = '' }) => act.returnFromBreak(world, agent)],
  dial: ['call_services', (world, { agent = '', to = '' }) => act.dial(world, agent, to)],
  hangUp: ['call_terminate', (world, { agent = '', call_id = '' }) => act.hangUp(world, agent, call_id)],
  transfer: [
    'call_transfer',
    (world, { agent = '', call_id = '', to = '' }) => act.transfer(world, agent, call_id, to),
  ],
  hold: ['call_hold', (world, { agent = '', call_id = '' }) => act.hold(world, agent, call_id)],
  retrieve: [
    'call_hold_retrieve',
    (world, { agent = '', call_id = '' }) => act.retrieve(world, agent, call_id),
  ],
}

const readers: Partial<Record<EndpointName, (world: World, fields: Fields, reports: Reports) => Reply>> = {
  getBreakList: (world, { agent = '' }) => {
    if (!world.agents.some(({ name }) => name === agent)) return fail(world, 'break', 'not_found_failed')
    const result = world.breaks.map(({ id, name, minutes, digit }) => ({
      break_id: id,
      break_name: name,
      break_timeout: String(minutes),
      break_digit: digit,
    }))
    return ok(world, { agent, command: 'break', result })
  },
  getAgentList: (world, { queue = '' }) => {
    if (!world.queues.includes(queue)) return fail(world, 'agent_list', 'not_found_failed')
    const members = world.agents.filter((agent) => agent.queues.includes(queue))
    const isOut = ({ status }: Agent): boolean => status === 'Logged Out'
    const result = {
      logged_out_agents: listed(members.filter(isOut)),
      logged_in_agents: listed(members.filter((agent) => !isOut(agent))),
    }
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
    // The last minute counts to its last second.
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

/** The document shows an empty list as `""`. */
const emptyAsText = <Row>(rows: readonly Row[]): readonly Row[] | '' => (rows.length === 0 ? '' : rows)

const listed = (agents: readonly Agent[]): unknown =>
  emptyAsText(
    agents.map((agent) => ({
      name: agent.name,
      status: agent.status,
      branch: agent.branch,
      first_login: agent.firstLogin === null ? '' : String(Math.floor(agent.firstLogin / 1_000)),
      answered_count: String(agent.answered),
      answered_duration: String(agent.answeredSeconds),
      not_answered_count: String(agent.missed),
      outbound_count: String(agent.outbound),
      outbound_duration: String(agent.outboundSeconds),
    })),
  )

function windowOf(begin: string, end: string, shape: RegExp, lastSeconds: number) {
  if (!shape.test(begin) || !shape.test(end)) return null
  const [first, last] = [secondsOf(begin), secondsOf(end)]
  return first === null || last === null || last < first ? null : { first, last: last + lastSeconds }
}

export type Verdict = Reply & { readonly outcome: string }

/** Answers one authenticated request; `fields` is its JSON body as it came. */
export function answerRequest(
  world: World,
  endpoint: EndpointName,
  fields: unknown,
  reports: Reports,
): Verdict {
  const reply = answerParsed(world, endpoint, fields, reports)
  return { ...reply, outcome: outcomeOf(reply.body) }
}

function answerParsed(world: World, endpoint: EndpointName, raw: unknown, reports: Reports): Reply {
  const [name, command] = commands[endpoint] ?? [endpoint, null]
  const parsed = endpoints[endpoint].request.safeParse(raw)
  if (!parsed.success) return fail(world, name, 'params_failed')
  const fields: Fields = parsed.data
  if (fields['company_id'] !== world.companyId) return fail(world, name, 'not_found_failed')
  const reader = readers[endpoint]
  if (reader !== undefined) return reader(world, fields, reports)
  if (command === null) return fail(world, name, 'execute_failed')
  const acted = command(world, fields)
  if ('refusal' in acted) return fail(world, name, acted.refusal)
  const callId = acted.callId === undefined ? {} : { call_id: acted.callId }
  return ok(acted.world, { agent: fields['agent'], command: name, ...callId })
}

function outcomeOf(body: unknown): string {
  const { status, status_type } = (body as { response: { status: string; status_type: string } }).response
  return status === 'ok' ? 'ok' : status_type
}

/** What a bad key gets. */
export const refuseKey = (world: World): unknown => fail(world, '', 'authentication_failed').body

const byPath = new Map(
  Object.entries(endpoints).map(([name, { path }]) => [`/${path}`, name as EndpointName]),
)

/** The call that lives at that path under the prefix; the trailing slash counts. */
export const endpointAt = (path: string, prefix: string): EndpointName | undefined =>
  path.startsWith(prefix) ? byPath.get(path.slice(prefix.length)) : undefined
