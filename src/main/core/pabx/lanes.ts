import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { rootCertificates, TLSSocket } from 'node:tls'
import { isOfCertificate, presentedBy, type Presented } from './network/certificate-fault'
import { ATTEMPT_MS, createNames } from './network/names'
import { createProxies, type ResolveProxy } from './network/proxies'
import type { Road } from './network/road'
import { SecureAgent } from './network/secure-agent'
import { createTrust, type Trust } from './network/trust'
import type { Lane } from '../kernel/ports'

/** How far a request got before it failed. Without a connection it cannot have been carried out. */
export type Progress = {
  readonly reached: 'notConnected' | 'mayHaveLeft'
  /** The certificate that the server presented. */
  readonly presented: Presented | null
  readonly isCaFileBad: () => boolean
}

type Transport = {
  readonly request: (
    options: https.RequestOptions,
    onResponse: (response: http.IncomingMessage) => void,
  ) => http.ClientRequest
}

type Opened = {
  /** The options for axios. */
  readonly wire: {
    readonly httpAgent: http.Agent
    readonly httpsAgent: https.Agent
    readonly transport: Transport
  }
  readonly progress: () => Progress
}

export type Lanes = {
  readonly open: (lane: Lane, road: Road) => Opened
  /** Called after a network change or a sleep: existing connections lead nowhere. */
  readonly networkChanged: () => void
}

export type LanePorts = { readonly trust: Trust; readonly resolveProxy: ResolveProxy }

/**
 * Idle connections are dropped sooner than servers usually close them, so that a command is hardly ever written to a
 * connection that the server has just closed. Milliseconds.
 */
const IDLE_MS = 4_000

/**
 * Connections per lane. Hang-ups have their own, so that they never wait behind a poll, a report or a stuck command.
 */
const sockets: Record<Lane, number> = { command: 4, hangUp: 4, poll: 1, report: 2 }

type Pool = { readonly lane: Lane; readonly plain: http.Agent; readonly secure: https.Agent }

const alone: LanePorts = {
  trust: createTrust({
    systemCertificates: () => rootCertificates,
    readFile: () => {
      throw new Error('no file is read here')
    },
  }),
  resolveProxy: () => Promise.resolve('DIRECT'),
}

/** The connections for each lane. */
export function createLanes({ trust, resolveProxy }: LanePorts = alone): Lanes {
  const pools = new Map<string, Pool>()
  const names = createNames()
  const proxies = createProxies(resolveProxy)

  function poolOf(lane: Lane, { proxy, caFile }: Road): Pool {
    // A connection made by another road is not used again.
    const name = JSON.stringify([lane, proxy, caFile])
    const known = pools.get(name)
    if (known !== undefined) return known
    const options = {
      keepAlive: lane !== 'hangUp',
      maxSockets: sockets[lane],
      timeout: IDLE_MS,
      lookup: names.lookup,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: ATTEMPT_MS,
    }
    const pool = {
      lane,
      plain: new http.Agent(options),
      secure: new SecureAgent(options, { proxies, names, proxy, trusted: () => trust.with(caFile) }),
    }
    pools.set(name, pool)
    return pool
  }

  return {
    open: (lane, road) => {
      const { plain, secure } = poolOf(lane, road)
      let connected = false
      let presented: Presented | null = null
      const request: Transport['request'] = (options, onResponse) => {
        const isSecure = options.protocol === 'https:'
        const sent = isSecure ? https.request(options, onResponse) : http.request(options, onResponse)
        sent.once('socket', (socket) => {
          whenConnected(socket, () => {
            connected = true
            names.worked(socket.remoteFamily)
          })
          if (socket instanceof TLSSocket)
            socket.prependOnceListener('secure', () => (presented = presentedBy(socket.getPeerCertificate())))
        })
        sent.once('error', (error) => {
          if (connected || !isSecure) return
          proxies.lookAgain(options.hostname ?? '', Number(options.port ?? 443))
          if ('code' in error && isOfCertificate(String(error.code))) trust.forget()
        })
        return sent
      }
      return {
        wire: { httpAgent: plain, httpsAgent: secure, transport: { request } },
        progress: () => ({
          reached: connected ? 'mayHaveLeft' : 'notConnected',
          presented,
          isCaFileBad: () => trust.with(road.caFile).isFileBad,
        }),
      }
    },
    networkChanged: () => {
      names.forget()
      proxies.forget()
      for (const { lane, plain, secure } of pools.values())
        for (const agent of [plain, secure]) dropOld(lane, agent)
    },
  }
}

/**
 * Drops old connections. A busy one is kept, because its answer may still come, unless the request can be repeated
 * without harm.
 */
function dropOld(lane: Lane, agent: http.Agent): void {
  for (const idle of allOf(agent.freeSockets)) idle.destroy()
  for (const busy of allOf(agent.sockets))
    if (lane === 'poll' || (lane === 'hangUp' && !isReady(busy))) busy.destroy()
}

const allOf = (held: NodeJS.ReadOnlyDict<Socket[]>): readonly Socket[] =>
  Object.values(held).flatMap((some) => some ?? [])

/** Calls `tell` once the request may have left this computer: for https, when the TLS handshake is done. */
function whenConnected(socket: Socket, run: () => void): void {
  if (isReady(socket)) run()
  else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', run)
}

/** A connection from the pool has finished its handshake long ago. */
const isReady = (socket: Socket): boolean =>
  !socket.connecting &&
  (!(socket instanceof TLSSocket) || ('secureConnecting' in socket && socket.secureConnecting === false))
