import http from 'node:http'
import type { LookupFunction, Socket } from 'node:net'
import { ATTEMPT_MS } from './names'
import { NetworkFault, type FaultCode } from './fault'
import { authority } from './proxies'
import type { Proxy } from './proxy-answer'

/** A proxy that does not accept a connection within this time is skipped for the next one. Milliseconds. */
const CONNECT_MS = 3_000
/** Within this time the proxy has to reach the PABX and answer. Milliseconds. */
const ANSWER_MS = 7_000

/**
 * Asks the proxy for a tunnel to that host. Only the host's name and port are sent. Any other answer of the proxy is
 * never taken for an answer of the PABX.
 */
export function openTunnel(
  proxy: Proxy,
  host: string,
  port: number,
  lookup: LookupFunction,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'CONNECT',
      host: proxy.host,
      port: proxy.port,
      path: authority(host, port),
      headers: { Host: authority(host, port), Connection: 'keep-alive' },
      agent: false as const,
      lookup,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: ATTEMPT_MS,
    }
    const request = http.request(options)
    let limit = setTimeout(giveUp, CONNECT_MS)
    function giveUp(): void {
      request.destroy(new NetworkFault('PROXY_UNREACHABLE'))
    }
    request.once('socket', (socket) =>
      socket.once('connect', () => {
        clearTimeout(limit)
        limit = setTimeout(giveUp, ANSWER_MS)
      }),
    )
    request.once('connect', ({ statusCode = 0 }, socket: Socket, head) => {
      clearTimeout(limit)
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
        return
      }
      socket.destroy()
      reject(new NetworkFault(refusalOf(statusCode)))
    })
    request.once('error', () => {
      clearTimeout(limit)
      reject(new NetworkFault('PROXY_UNREACHABLE'))
    })
    request.end()
  })
}

function refusalOf(status: number): FaultCode {
  if (status === 407) return 'PROXY_PASSWORD'
  return status >= 502 && status <= 504 ? 'PROXY_BAD_GATEWAY' : 'PROXY_REFUSED'
}
