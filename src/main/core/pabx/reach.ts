import { setTimeout as pause } from 'node:timers/promises'
import type { PabxError } from '../../../shared/vocom/errors'
import type { Lanes } from './lanes'
import { isInsecure } from './loopback'
import type { Road } from './network/road'
import { errorOfTransport } from './transport-error'

type Place = Road & { readonly baseUrl: string; readonly allowInsecureHttp: boolean }

/** As long as a poll may take. Milliseconds. */
const LIMIT_MS = 8_000

/**
 * Makes a connection to that address, proxy and certificate included, and closes it without sending anything. Answers
 * why none could be made, or null.
 */
export async function reach(lanes: Lanes, place: Place): Promise<PabxError | null> {
  if (!URL.canParse(place.baseUrl)) return { kind: 'unreachable', acted: 'no' }
  if (!place.allowInsecureHttp && isInsecure(place.baseUrl))
    return { kind: 'insecure_http_refused', acted: 'no' }
  const { protocol, hostname, port } = new URL(place.baseUrl)
  const { wire, progress } = lanes.open('command', place)
  const agent = protocol === 'https:' ? wire.httpsAgent : wire.httpAgent
  const host = hostname.replace(/^\[|\]$/g, '')
  const options = { protocol, hostname: host, method: 'POST', agent, ...(port === '' ? {} : { port }) }
  // Its head is written only with its body, which never comes.
  const request = wire.transport.request(options, () => undefined)
  const limit = new AbortController()
  const code = new Promise<string | null>((resolve) => {
    request.once('error', (error) => resolve('code' in error ? String(error.code) : ''))
    request.once('socket', (socket) => {
      const ready = protocol === 'https:' ? 'secureConnect' : 'connect'
      if (progress().reached === 'mayHaveLeft') resolve(null)
      else socket.once(ready, () => resolve(null))
    })
  })
  const late = pause(LIMIT_MS, 'late' as const, { signal: limit.signal }).catch(() => 'late' as const)
  const became = await Promise.race([code, late])
  limit.abort()
  request.on('error', () => undefined)
  request.destroy()
  if (became === null) return null
  return errorOfTransport(became, progress(), false, became === 'late', Date.now())
}
