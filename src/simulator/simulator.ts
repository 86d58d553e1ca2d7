import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { EndpointName } from '../shared/vocom/endpoints'
import { answerRequest, endpointAt, refuseKey, type Reply } from './pabx/apiv2'
import { answerControl } from './control'
import {
  defaultOptions,
  makeReports,
  note,
  noteOutcome,
  type Controls,
  type SimulatorOptions,
} from './controls'
import { tick } from './pabx/elsewhere'
import { send } from './pabx/envelope'
import { faults } from './faults'
import { mannersWith, profiles } from './manners'
import { createWorld } from './pabx/world'

export type Simulator = {
  readonly url: string
  readonly controls: Controls
  readonly close: () => Promise<void>
}

const LARGEST_REQUEST = 1024 * 1024

/** Starts a PABX that speaks APIv2, on loopback unless told otherwise. */
export async function startSimulator(changes: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const options = { ...defaultOptions, ...changes }
  const startedAt = Date.now()
  const manners = mannersWith(profiles[options.profile], options.manners)
  const controls: Controls = {
    world: createWorld(options.companyId, options.seed, startedAt, manners),
    reports: makeReports(options, startedAt),
    journal: [],
    requests: 0,
    delays: new Map(),
    planned: new Map(),
    skewMs: 0,
  }
  const now = (): number => (options.clock === 'real' ? Date.now() : startedAt) + controls.skewMs

  const pending = new Set<NodeJS.Timeout>()
  const later: Later = (afterMs, run) => {
    const timer = setTimeout(() => {
      pending.delete(timer)
      controls.world = tick(controls.world, now())
      run()
    }, afterMs)
    pending.add(timer)
  }

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    controls.world = tick(controls.world, now())
    void readBody(request).then((body) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/'
      if (path.startsWith('/_demo/')) answerControl(controls, options, request, path, body, response)
      else answerCall({ controls, options, now, later }, request, path, body, response)
    })
  }
  const server: Server = options.tls === null ? createServer(handle) : createSecureServer(options.tls, handle)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `${options.tls === null ? 'http' : 'https'}://${options.host}:${port}${options.prefix}`,
    controls,
    close: () =>
      new Promise((resolve) => {
        for (const timer of pending) clearTimeout(timer)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Runs something after that many milliseconds, in the world as it is by then. */
type Later = (afterMs: number, run: () => void) => void
type Running = {
  readonly controls: Controls
  readonly options: SimulatorOptions
  readonly now: () => number
  readonly later: Later
}

/** Answers one of the 13 endpoints, or with a fault in its place. */
function answerCall(
  { controls, options, now, later }: Running,
  request: IncomingMessage,
  path: string,
  body: string,
  response: ServerResponse,
): void {
  const endpoint = endpointAt(path, options.prefix)
  if (endpoint === undefined || request.method !== 'POST') {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>')
    return
  }
  const planned = takeFault(controls, endpoint)
  const fault = planned === null ? null : faults[planned.name]
  const isIdle = fault?.acts === false
  const keyAccepted = isKey(request.headers.authorization, options.key)
  const fields = parse(body)
  const reply = keyAccepted
    ? answerRequest(controls.world, endpoint, fields, controls.reports)
    : refuseKey(controls.world)
  const outcomeOf = ({ outcome }: Reply): string =>
    fault === null ? outcome : fault.acts ? `${outcome}, then a fault` : 'fault'
  const number = note(controls, {
    at: now(),
    endpoint,
    path,
    fields,
    keyAccepted,
    outcome: outcomeOf(reply),
    fault: planned?.name ?? null,
  })
  if (!isIdle) {
    controls.world = reply.world
    for (const { afterMs, change } of reply.jobs ?? [])
      later(afterMs, () => (controls.world = change(controls.world)))
  }

  const answer = (last: Reply): void => {
    const text = JSON.stringify(last.body)
    if (fault !== null && planned !== null) fault.answer(response, text, request, planned.detail)
    else send(response, controls.world.manners, isRefusal(last) ? options.errorStatus : 200, text)
  }
  const conclude = (): void => {
    if (reply.late === undefined || isIdle) {
      answer(reply)
      return
    }
    later(reply.late.afterMs, () => {
      const concluded = reply.late?.conclude(controls.world) ?? reply
      controls.world = concluded.world
      noteOutcome(controls, number, outcomeOf(concluded))
      answer(concluded)
    })
  }
  const delay = controls.delays.get(endpoint) ?? controls.delays.get('*') ?? 0
  if (delay > 0) later(delay, conclude)
  else conclude()
}

const isRefusal = ({ outcome }: Reply): boolean => outcome !== 'ok' && outcome !== 'unsaid'

function takeFault({ planned }: Controls, endpoint: EndpointName) {
  const scope = planned.has(endpoint) ? endpoint : '*'
  const fault = planned.get(scope)
  if (fault === undefined) return null
  if (fault.times === 1) planned.delete(scope)
  else planned.set(scope, { ...fault, times: fault.times - 1 })
  return fault
}

function isKey(header: string | undefined, key: string): boolean {
  const wanted = Buffer.from(`Basic ${Buffer.from(`api_key:${key}`).toString('base64')}`)
  const given = Buffer.from(header ?? '')
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
      if (text.length > LARGEST_REQUEST) request.destroy()
    })
    request.on('end', () => resolve(text))
    request.on('error', () => undefined)
  })
}
