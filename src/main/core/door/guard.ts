import type { IncomingHttpHeaders } from 'node:http'

/** Why a request is turned away, by its status. */
export type Refusal = { readonly status: number; readonly error: string }

const refuse = (status: number, error: string): Refusal => ({ status, error })

/**
 * What is wrong with the request before anybody looks at who sent it; or null. A page of a browser is never a client:
 * it would have to ask by another name (DNS rebinding), or be given away by what a browser adds to each request.
 */
export function refusalOf(
  { method = '', headers }: { readonly method?: string | undefined; readonly headers: IncomingHttpHeaders },
  port: number,
): Refusal | null {
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`)
    return refuse(421, 'wrong_host')
  if (headers.origin !== undefined || headers.referer !== undefined || isFromPage(headers))
    return refuse(403, 'no_pages')
  if (headers.upgrade !== undefined || headers['http2-settings'] !== undefined)
    return refuse(400, 'no_upgrade')
  if (method === 'POST' && !isJson(headers['content-type'])) return refuse(415, 'json_only')
  return null
}

/** A page cannot leave these out. (`sec-fetch-mode` tells nothing: programs in Node send it too.) */
const isFromPage = (headers: IncomingHttpHeaders): boolean =>
  headers['sec-fetch-site'] !== undefined || headers['sec-fetch-dest'] !== undefined

const isJson = (type: string | undefined): boolean =>
  type !== undefined && /^application\/json(?:;\s*charset=utf-8)?$/i.test(type.trim())

/** The token of `Authorization: Bearer …`. */
export const bearerOf = ({ authorization }: IncomingHttpHeaders): string | null =>
  /^Bearer ([\w-]{20,200})$/i.exec(authorization ?? '')?.[1] ?? null
