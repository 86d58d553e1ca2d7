import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { EndpointName } from '../shared/vocom/endpoints'
import { tick } from './actions'
import { answerRequest, endpointAt, refuseKey } from './apiv2'
import { answerControl } from './control'
import { faults } from './faults'
import { defaultOptions, makeReports, type Controls, type SimulatorOptions } from './controls'
import { createWorld } from './world'

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
  const controls: Controls = {
    world: createWorld(options.companyId, options.seed, startedAt),
    reports: makeReports(options, startedAt),
    journal: [],
    delays: new Map(),
    planned: new Map(),
    skewMs: 0,
  }
  const now = (): number => (options.clock === 'real' ? Date.now() : startedAt) + controls.skewMs

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    controls.world = tick(controls.world, now())
    void readBody(request).then((body) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/'
      if (path.startsWith('/_demo/')) answerControl(controls, options, request, path, body, response)
      else answerCall(controls, options, request, path, body, response, now)
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
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** One of the 13 calls, or a lie in its place. */
function answerCall(
  controls: Controls,
  options: SimulatorOptions,
  request: IncomingMessage,
  path: string,
  body: string,
  response: ServerResponse,
  now: () => number,
): void {
  const endpoint = endpointAt(path, options.prefix)
  if (endpoint === undefined || request.method !== 'POST') {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>')
    return
  }
  const planned = takeFault(controls, endpoint)
  const fault = planned === null ? null : faults[planned.name]
  const keyAccepted = isKey(request.headers.authorization, options.key)
  const fields = parse(body)
  const verdict = keyAccepted
    ? answerRequest(controls.world, endpoint, fields, controls.reports)
    : { world: controls.world, body: refuseKey(controls.world), outcome: 'authentication_failed' }
  if (fault?.acts !== false) controls.world = verdict.world
  controls.journal.push({
    number: controls.journal.length + 1,
    at: now(),
    endpoint,
    path,
    fields,
    keyAccepted,
    outcome: fault === null ? verdict.outcome : fault.acts ? `${verdict.outcome}, then a fault` : 'fault',
    fault: planned?.name ?? null,
  })

  const text = JSON.stringify(verdict.body)
  const answer = (): void => {
    if (fault !== null && planned !== null) {
      fault.answer(response, text, request, planned.detail)
      return
    }
    const status = verdict.outcome === 'ok' ? 200 : options.errorStatus
    response.writeHead(status, { 'content-type': 'application/json' }).end(text)
  }
  const delay = controls.delays.get(endpoint) ?? controls.delays.get('*') ?? 0
  if (delay > 0) setTimeout(answer, delay)
  else answer()
}

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
