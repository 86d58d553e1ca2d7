import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import { endpoints, type EndpointName } from '../shared/vocom/endpoints'
import type { Acted } from './pabx/agents'
import * as act from './pabx/elsewhere'
import { faults, isFaultName, type FaultName } from './faults'
import { makeReports, type Controls, type SimulatorOptions } from './controls'
import { mannerChanges, mannersWith } from './manners'
import { findAgent, withAgent, withManners, type World } from './pabx/world'

/*
 * The control API: what a supervisor, a telephone, the other side of the line or the network would do. Only on
 * loopback, without a key.
 */

const scope = z.custom<EndpointName | '*'>(
  (name) => name === '*' || (typeof name === 'string' && Object.hasOwn(endpoints, name)),
)
const name = z.string()

type Action<Schema extends z.ZodType> = {
  readonly takes: Schema
  readonly run: (
    controls: Controls,
    fields: z.output<Schema>,
    options: SimulatorOptions,
  ) => Acted | object | null
}

const action = <Schema extends z.ZodType>(takes: Schema, run: Action<Schema>['run']): Action<Schema> => ({
  takes,
  run,
})

const onWorld = <Schema extends z.ZodType>(
  takes: Schema,
  run: (world: World, fields: z.output<Schema>) => Acted,
): Action<Schema> => action(takes, (controls, fields) => run(controls.world, fields))

const agent = z.strictObject({ agent: name })
const call = z.strictObject({ call_id: name })

/** The actions, by their path under `/_demo/`, with their arguments. */
const actions = {
  inbound: onWorld(z.strictObject({ agent: name, number: name }), (world, { agent, number }) =>
    act.offerInbound(world, agent, number),
  ),
  answer: onWorld(call, (world, { call_id }) => act.answer(world, call_id)),
  'remote-hangup': onWorld(call, (world, { call_id }) => act.remoteHangUp(world, call_id)),
  'phone-break': onWorld(z.strictObject({ agent: name, digit: name }), (world, { agent, digit }) =>
    act.phoneBreak(world, agent, digit),
  ),
  miss: onWorld(call, (world, { call_id }) => act.miss(world, call_id)),
  'phone-return': onWorld(agent, (world, { agent }) => act.phoneReturn(world, agent)),
  'force-break': onWorld(z.strictObject({ agent: name, break_id: name }), (world, { agent, break_id }) =>
    act.forceBreak(world, agent, break_id),
  ),
  'force-logout': onWorld(agent, (world, { agent }) => act.forceLogout(world, agent)),
  branch: onWorld(z.strictObject({ agent: name, branch: name }), (world, { agent, branch }) => ({
    world: withAgent(world, agent, { branch }),
  })),
  status: onWorld(z.strictObject({ agent: name, status: name }), (world, { agent, status }) => ({
    // Real servers also report statuses that no document names.
    world: withAgent(world, agent, { status: status as World['agents'][number]['status'] }),
  })),
  'rename-break': onWorld(z.strictObject({ break_id: name, name }), (world, { break_id, name: to }) => ({
    world: {
      ...world,
      breaks: world.breaks.map((kind) => (kind.id === break_id ? { ...kind, name: to } : kind)),
    },
  })),
  queues: onWorld(z.strictObject({ agent: name, queues: z.array(name) }), (world, { agent, queues }) => {
    const isListed = findAgent(world, agent)?.listedIn.length !== 0
    return { world: withAgent(world, agent, { queues, listedIn: isListed ? queues : [] }) }
  }),
  manners: action(mannerChanges, (controls, changes) => {
    controls.world = withManners(controls.world, mannersWith(controls.world.manners, changes))
    return null
  }),
  'remove-agent': onWorld(agent, (world, { agent }) => ({
    world: { ...world, agents: world.agents.filter((known) => known.name !== agent) },
  })),
  delay: action(z.strictObject({ endpoint: scope, ms: z.number().min(0) }), (controls, { endpoint, ms }) => {
    controls.delays.set(endpoint, ms)
    return null
  }),
  fault: action(
    z.strictObject({
      endpoint: scope,
      fault: z.custom<FaultName>((text) => typeof text === 'string' && isFaultName(text)),
      times: z.number().int().min(1).default(Number.MAX_SAFE_INTEGER),
      detail: z.string().default(''),
    }),
    (controls, { endpoint, fault, times, detail }) => {
      controls.planned.set(endpoint, { name: fault, times, detail })
      return null
    },
  ),
  calm: action(z.strictObject({}), (controls) => {
    controls.planned.clear()
    controls.delays.clear()
    return null
  }),
  clock: action(z.strictObject({ advanceMs: z.number().min(0) }), (controls, { advanceMs }) => {
    controls.skewMs += advanceMs
    return null
  }),
  records: action(
    z.strictObject({
      tabulations: z.number().int().min(0).default(0),
      dialer: z.number().int().min(0).default(0),
      from: z.string().optional(),
      to: z.string().optional(),
      burst: z.number().min(0).max(1).optional(),
      burstSeconds: z.number().int().min(1).max(3_600).optional(),
      order: z.enum(['newestFirst', 'oldestFirst', 'shuffled']).optional(),
    }),
    (controls, { tabulations, dialer, ...rest }, { seed }) => {
      const changes = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
      controls.reports = makeReports({ tabulations, dialer, seed }, controls.world.now, changes)
      return null
    },
  ),
} as const

const isLoopback = (address: string | undefined): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address ?? '')

/** Answers `GET state`, `GET journal?since=n`, `GET faults`, `DELETE journal`, and `POST` of the actions above. */
export function answerControl(
  controls: Controls,
  options: SimulatorOptions,
  request: IncomingMessage,
  path: string,
  body: string,
  response: ServerResponse,
): void {
  const reply = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
  // A web page can also post to loopback, but only with this content type if the simulator allowed it.
  const foreign = request.headers.origin !== undefined || !isLoopback(request.socket.remoteAddress)
  if (foreign) {
    reply(403, { error: 'loopback only' })
    return
  }
  const verb = path.slice('/_demo/'.length)
  if (request.method === 'GET' || request.method === 'DELETE') {
    const found = look(controls, `${request.method} ${verb}`, request.url ?? '')
    reply(found === undefined ? 404 : 200, found ?? { error: 'unknown' })
    return
  }
  const [status, value] = carryOut(controls, options, verb, body)
  reply(status, value)
}

function look(controls: Controls, what: string, url: string): unknown {
  const since = Number(new URL(url, 'http://localhost').searchParams.get('since') ?? 0)
  switch (what) {
    case 'GET state':
      return controls.world
    case 'GET journal':
      return controls.journal.filter(({ number }) => number > since)
    case 'GET faults':
      return Object.entries(faults).map(([fault, { acts }]) => ({ fault, acts }))
    case 'DELETE journal':
      controls.journal.length = 0
      return { ok: true }
    default:
      return undefined
  }
}

/** Runs an action by its name, for the HTTP API and for tests in the same process. */
export function carryOut(
  controls: Controls,
  options: SimulatorOptions,
  verb: string,
  body: string,
): [number, unknown] {
  if (!Object.hasOwn(actions, verb)) return [404, { error: `unknown action ${verb}` }]
  const { takes, run } = actions[verb as keyof typeof actions] as Action<z.ZodType>
  const fields = takes.safeParse(parse(body))
  if (!fields.success)
    return [400, { error: fields.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }]
  const acted = run(controls, fields.data, options)
  if (acted === null) return [200, { ok: true }]
  if ('refusal' in acted) return [409, { error: acted.refusal }]
  if ('world' in acted) {
    const { world, callId } = acted
    controls.world = world
    return [200, { ok: true, ...(callId === undefined ? {} : { call_id: callId }) }]
  }
  return [200, acted]
}

function parse(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body)
  } catch {
    return null
  }
}
