import * as z from 'zod'
import { failed, ok, type Result } from '../result'
import { endpoints, type AnswerOf, type EndpointName } from './endpoints'
import { findEnvelope } from './envelope'
import type { PabxError, PabxErrorKind } from './errors'

const envelope = z.looseObject({
  status: z
    .string()
    .nullable()
    .transform((status) => (status ?? '').trim().toLowerCase()),
  status_type: z
    .string()
    .nullish()
    .transform((type) => (type ?? '').trim().toLowerCase()),
})

const documentedFailures = new Set<PabxErrorKind>([
  'params_failed',
  'authentication_failed',
  'execute_failed',
  'not_found_failed',
])

/**
 * Reads the body of an answer, whatever its HTTP status: the document does not say which status goes with
 * `"status": "error"`, so the body decides ("APIv2, Respostas possíveis"). With `"status": null` a real server says
 * nothing; the endpoint's table says what that means.
 */
export function readAnswer<Name extends EndpointName>(
  endpoint: Name,
  httpStatus: number,
  body: string,
): Result<AnswerOf<Name>, PabxError> {
  const { acts, answer, unsaid } = endpoints[endpoint]
  const lost = acts ? 'maybe' : 'no'
  const fail = (kind: PabxErrorKind, acted: PabxError['acted']) => failed({ kind, acted, httpStatus })

  const found = findEnvelope(body)
  const inner = found?.inner
  const head = envelope.safeParse(inner)

  if (!head.success) {
    if (httpStatus === 401) return fail('authentication_failed', 'no')
    if (httpStatus === 429) return fail('busy', 'no')
    if (httpStatus >= 500) return fail('server_failed', lost)
    if (httpStatus >= 400) return fail('not_vocom', 'no')
    if (httpStatus >= 300) return fail('redirected', 'no')
    const ours = found === undefined ? isCut(body) : found.isWrapped
    return fail(ours ? 'unreadable' : 'not_vocom', lost)
  }

  const { status, status_type: type } = head.data
  if (status === 'error') {
    const kind = [...documentedFailures].find((known) => known === type)
    return fail(kind ?? (httpStatus === 401 ? 'authentication_failed' : 'execute_failed'), 'no')
  }
  if (status === '') return found?.isWrapped === true ? fail('unsaid', unsaid) : fail('not_vocom', lost)
  if (status !== 'ok') return fail('unreadable', lost)

  const read = readSafely(answer, inner)
  // The PABX said that it did it; only the rest of the answer is lost.
  if (!read.success) return fail('unreadable', acts ? 'yes' : 'no')
  return ok(read.data as AnswerOf<Name>)
}

/**
 * A value that breaks even a liberal reader (a million levels of nesting, for example) only makes the answer
 * unreadable.
 */
function readSafely(schema: z.ZodType, inner: unknown): z.ZodSafeParseResult<unknown> | { success: false } {
  try {
    return schema.safeParse(inner)
  } catch {
    return { success: false }
  }
}

/**
 * Whether the body is an answer of a PABX that was cut off, or is empty. A page of markup comes from something else.
 */
const isCut = (body: string): boolean => !body.trimStart().startsWith('<') || /\{\s*"response"\s*:/.test(body)
