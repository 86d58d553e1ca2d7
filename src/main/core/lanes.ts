import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { Lane } from './ports'

/** How far a request got before it failed: what was not connected cannot have been carried out. */
export type Progress = 'notConnected' | 'mayHaveLeft'

type Transport = {
  readonly request: (
    options: https.RequestOptions,
    onResponse: (response: http.IncomingMessage) => void,
  ) => http.ClientRequest
}

type Opened = {
  /** What axios is given. */
  readonly wire: {
    readonly httpAgent: http.Agent
    readonly httpsAgent: https.Agent
    readonly transport: Transport
  }
  readonly progress: () => Progress
}

/**
 * Idle connections are dropped sooner than servers are wont to, so that a command is hardly ever written
 * to a connection that the other side has just closed.
 */
const IDLE_MS = 4_000

/** A hang-up has a connection of its own: it never waits behind a poll, a report or a stuck command. */
const sockets: Record<Lane, number> = { command: 4, hangUp: 4, poll: 1, report: 2 }

type Pool = { readonly plain: http.Agent; readonly secure: https.Agent }

/** Connections for each kind of call. */
export function createLanes(): { readonly open: (lane: Lane) => Opened } {
  const pools = new Map<Lane, Pool>()

  function poolOf(lane: Lane): Pool {
    const known = pools.get(lane)
    if (known !== undefined) return known
    const options = { keepAlive: lane !== 'hangUp', maxSockets: sockets[lane], timeout: IDLE_MS }
    const pool = {
      plain: new http.Agent(options),
      secure: new https.Agent({ ...options, rejectUnauthorized: true }),
    }
    pools.set(lane, pool)
    return pool
  }

  return {
    open: (lane) => {
      const { plain, secure } = poolOf(lane)
      let connected = false
      const request: Transport['request'] = (options, onResponse) => {
        const sent =
          options.protocol === 'https:'
            ? https.request(options, onResponse)
            : http.request(options, onResponse)
        sent.once('socket', (socket) => whenConnected(socket, () => (connected = true)))
        return sent
      }
      return {
        wire: { httpAgent: plain, httpsAgent: secure, transport: { request } },
        progress: () => (connected ? 'mayHaveLeft' : 'notConnected'),
      }
    },
  }
}

/** From then on the request may have left this computer: for https, once the TLS handshake is done. */
function whenConnected(socket: Socket, tell: () => void): void {
  const secure = 'encrypted' in socket
  const ready = secure
    ? 'getProtocol' in socket && !socket.connecting && isHandshaken(socket)
    : !socket.connecting
  if (ready) tell()
  else socket.once(secure ? 'secureConnect' : 'connect', tell)
}

/** A connection taken out of the pool shook hands long ago. */
const isHandshaken = (socket: Socket): boolean =>
  'secureConnecting' in socket && socket.secureConnecting === false
