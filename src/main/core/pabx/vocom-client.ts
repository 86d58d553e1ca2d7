import axios, { isAxiosError, type AxiosResponse } from 'axios'
import { setImmediate as immediately } from 'node:timers/promises'
import { wallTime, type SteadyTime } from '../../../shared/time'
import { failed, type Result } from '../../../shared/result'
import { readAnswer } from '../../../shared/vocom/answer'
import { endpoints, type AnswerOf, type EndpointName, type RequestOf } from '../../../shared/vocom/endpoints'
import type { PabxError } from '../../../shared/vocom/errors'
import { authorization } from './api-key'
import { bodyText } from './body-text'
import { createLanes, type Lanes } from './lanes'
import { isInsecure } from './loopback'
import type { Road } from './network/road'
import type { Lane, Pabx } from '../kernel/ports'
import { errorOfTransport } from './transport-error'

/** Where the PABX is, and the key to it; read again for each request. */
export type Connection = {
  readonly baseUrl: string
  readonly key: string
  readonly allowInsecureHttp: boolean
  /** Counts the keys of this run. A refusal of a replaced key says nothing about the current one. */
  readonly keyVersion: number
} & Road

/** What is noted about each request for the diagnostics: nothing of its content. */
export type RequestNote = {
  readonly at: SteadyTime
  readonly method: 'POST'
  readonly path: string
  readonly outcome: string
  readonly milliseconds: number
}

type Ports = {
  readonly connection: () => Connection | null
  readonly now: () => SteadyTime
  readonly onRequest?: (note: RequestNote) => void
  /** Shared by all clients of the bar. */
  readonly lanes?: Lanes
}

const MEBIBYTE = 1024 * 1024

/** The largest answer that is accepted, unpacked. Bytes. */
const mostBytes: Record<Lane, number> = {
  command: MEBIBYTE,
  hangUp: MEBIBYTE,
  poll: 4 * MEBIBYTE,
  report: 16 * MEBIBYTE,
}

/**
 * The only user of axios. Failures are values; it never throws. Nothing of a request is exposed but the fields of
 * `PabxError`.
 */
export function createVocomClient({ connection, now, onRequest, lanes = createLanes() }: Ports): Pabx {
  const http = axios.create({
    method: 'POST',
    // A 307 would send the dial again, with the key, to another host.
    maxRedirects: 0,
    proxy: false,
    allowAbsoluteUrls: false,
    responseType: 'arraybuffer',
    transformResponse: [],
    transformRequest: [],
    maxBodyLength: MEBIBYTE,
    // The body decides, whatever the status: the document does not say which status goes with an error.
    validateStatus: () => true,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
  })

  return {
    call: async (
      endpoint,
      request,
      { lane = 'command', deadlineMs = endpoints[endpoint].deadlineMs, signal, peek, onServerTime } = {},
    ) => {
      const prepared = prepare(endpoint, request, connection())
      if (!prepared.ok) return prepared
      const { url, key, keyVersion, body, road } = prepared.value
      const startedAt = now()
      const { wire, progress } = lanes.open(lane, road)
      const deadline = AbortSignal.timeout(deadlineMs)
      const answer = await http
        .request<Buffer>({
          url,
          data: body,
          headers: { Authorization: authorization(key) },
          maxContentLength: mostBytes[lane],
          signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
          ...wire,
        })
        .then(async (response) => {
          const serverTime = Date.parse(String(response.headers['date']))
          if (!Number.isNaN(serverTime)) onServerTime?.(wallTime(serverTime))
          const text = bodyText(response.data, response.headers['content-type'])
          if (peek !== undefined) {
            peek(text)
            // Requests that the answer triggers are sent first; parsing comes after.
            await immediately()
          }
          return withKeyVersion(read(endpoint, response, text), keyVersion)
        })
        .catch((error: unknown) =>
          failed(
            errorOfTransport(
              safeCode(error),
              progress(),
              endpoints[endpoint].acts,
              deadline.aborted,
              Date.now(),
            ),
          ),
        )
      onRequest?.({
        at: startedAt,
        method: 'POST',
        path: endpoints[endpoint].path,
        outcome: answer.ok ? 'ok' : `${answer.error.kind}/${answer.error.acted}`,
        milliseconds: Math.round(now() - startedAt),
      })
      return answer
    },
  }
}

type Prepared = Pick<Connection, 'key' | 'keyVersion'> & {
  readonly url: string
  readonly body: string
  readonly road: Road
}

/** Checks everything that can be checked before the request is sent. */
function prepare<Name extends EndpointName>(
  endpoint: Name,
  request: RequestOf<Name>,
  to: Connection | null,
): Result<Prepared, PabxError> {
  if (to === null) return failed({ kind: 'unreachable', acted: 'no' })
  const parsed = endpoints[endpoint].request.safeParse(request)
  if (!parsed.success) {
    return failed({ kind: 'bad_request', acted: 'no', field: String(parsed.error.issues[0]?.path[0] ?? '') })
  }
  if (!to.allowInsecureHttp && isInsecure(to.baseUrl))
    return failed({ kind: 'insecure_http_refused', acted: 'no' })
  const url = `${to.baseUrl.replace(/\/+$/, '')}/${endpoints[endpoint].path}`
  return { ok: true, value: { ...to, url, body: JSON.stringify(parsed.data), road: to } }
}

function read<Name extends EndpointName>(
  endpoint: Name,
  response: AxiosResponse<Buffer>,
  text: string,
): Result<AnswerOf<Name>, PabxError> {
  const answer = readAnswer(endpoint, response.status, text)
  const retryAfterMs = retryAfter(response.headers['retry-after'])
  if (answer.ok || retryAfterMs === null) return answer
  return failed({ ...answer.error, retryAfterMs })
}

function withKeyVersion<Answer extends Result<unknown, PabxError>>(
  answer: Answer,
  keyVersion: number,
): Answer {
  if (answer.ok || answer.error.kind !== 'authentication_failed') return answer
  return { ...answer, error: { ...answer.error, keyVersion } }
}

const RETRY_AFTER_CEILING_MS = 600_000

/** `Retry-After` (seconds or a date) as milliseconds; null when there is none. */
function retryAfter(header: unknown): number | null {
  if (typeof header !== 'string') return null
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now()
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), RETRY_AFTER_CEILING_MS) : null
}

/** Only the error's code is used: an AxiosError carries the key in its `config`. */
function safeCode(error: unknown): string {
  if (isAxiosError(error)) {
    const cause: unknown = error.cause
    const inner = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
    return error.message.includes('maxContentLength') ? 'TOO_LARGE' : (error.code ?? inner)
  }
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
