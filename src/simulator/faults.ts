import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { doubled, numbered, outOfRange } from './distortions'
import { sendHtml, notice } from './pabx/envelope'

/*
 * Faults that the demo PABX produces on command. `acts` says whether the request is carried out first.
 */

export type Fault = {
  readonly acts: boolean
  /** Answers in place of the PABX; `body` is the answer that the PABX would have sent. */
  readonly answer: (to: ServerResponse, body: string, request: IncomingMessage, detail: string) => void
}

const json = { 'content-type': 'application/json' }

const reset = (to: ServerResponse): void => {
  to.socket?.resetAndDestroy()
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (to: ServerResponse): void => {
    to.writeHead(code, { 'content-type': 'text/html', ...headers }).end(`<h1>${String(code)}</h1>`)
  }

const said =
  (type: string) =>
  (to: ServerResponse): void => {
    to.writeHead(200, json).end(JSON.stringify({ response: { status: 'error', status_type: type } }))
  }

/** Carries the request out, but answers in a form that the document does not show. */
const otherwise = (distort: (body: string) => string): Fault => ({
  acts: true,
  answer: (to, body) => {
    to.writeHead(200, json).end(distort(body))
  },
})

const SLOW_MS = 12_000
const HUGE = 50 * 1024 * 1024
/** Packed once, because that takes longer than the rest of an answer. */
let bomb: Buffer | undefined

export const faults = {
  /** Closes the connection without an answer. */
  refuse: {
    acts: false,
    answer: (to) => {
      to.socket?.destroy()
    },
  },
  resetBefore: { acts: false, answer: reset },
  resetAfter: { acts: true, answer: reset },
  resetInBody: {
    acts: true,
    answer: (to, body) => {
      to.writeHead(200, { ...json, 'content-length': String(Buffer.byteLength(body) + 10) })
      to.write(body.slice(0, Math.ceil(body.length / 2)), () => reset(to))
    },
  },
  error500Before: { acts: false, answer: status(500) },
  error500After: { acts: true, answer: status(500) },
  error502: { acts: false, answer: status(502) },
  error503: { acts: false, answer: status(503, { 'retry-after': '2' }) },
  tooMany: { acts: false, answer: status(429, { 'retry-after': '2' }) },
  silence: { acts: false, answer: () => undefined },
  silenceAfter: { acts: true, answer: () => undefined },
  trickle: {
    acts: true,
    answer: (to, body) => {
      const bytes = Buffer.from(body)
      to.writeHead(200, { ...json, 'content-length': String(bytes.length) })
      let sent = 0
      const timer = setInterval(() => {
        to.write(bytes.subarray(sent, sent + 1))
        sent += 1
        if (sent >= bytes.length) {
          clearInterval(timer)
          to.end()
        }
      }, 100)
      to.on('close', () => clearInterval(timer))
    },
  },
  html: {
    acts: false,
    answer: (to) => {
      to.writeHead(200, { 'content-type': 'text/html' }).end(
        '<!doctype html><title>Wi-Fi</title><h1>Faça login na rede</h1>',
      )
    },
  },
  truncated: {
    acts: true,
    answer: (to, body) => {
      to.writeHead(200, json).end(body.slice(0, -5))
    },
  },
  empty: { acts: true, answer: (to) => void to.writeHead(200, json).end() },
  huge: {
    acts: true,
    answer: (to) => {
      to.writeHead(200, json).end(`{"response":{"status":"ok","padding":"${'x'.repeat(HUGE)}"}}`)
    },
  },
  gzipBomb: {
    acts: true,
    answer: (to) => {
      bomb ??= gzipSync(`{"response":{"status":"ok","padding":"${'x'.repeat(HUGE)}"}}`)
      to.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb)
    },
  },
  wrongTypes: {
    acts: true,
    answer: (to) => {
      to.writeHead(200, json).end(
        '{"response":{"status":7,"status_type":[],"result":3,"list":true,"call_id":{}}}',
      )
    },
  },
  paramsFailed: { acts: false, answer: said('params_failed') },
  authenticationFailed: { acts: false, answer: said('authentication_failed') },
  executeFailed: { acts: false, answer: said('execute_failed') },
  notFoundFailed: { acts: false, answer: said('not_found_failed') },
  redirect: {
    acts: false,
    answer: (to, _body, request, detail) => {
      to.writeHead(307, { location: detail === '' ? `${request.url ?? '/'}?again` : detail }).end()
    },
  },
  redirect302: {
    acts: false,
    answer: (to, _body, request, detail) => {
      to.writeHead(302, { location: detail === '' ? `${request.url ?? '/'}?again` : detail }).end()
    },
  },
  unauthorized: {
    acts: false,
    answer: (to) => {
      const body = { response: { status: 'error', status_type: 'authentication_failed' } }
      to.writeHead(401, json).end(JSON.stringify(body))
    },
  },
  echoHeader: {
    acts: false,
    answer: (to, _body, request) => {
      const message = `bad header: ${request.headers.authorization ?? ''}`
      to.writeHead(200, json).end(
        JSON.stringify({ response: { status: 'error', status_type: message, message } }),
      )
    },
  },
  /** Answers neither ok nor error. */
  unsaid: {
    acts: false,
    answer: (to) => sendHtml(to, JSON.stringify({ response: { status: null, status_type: null } })),
  },
  noticeBefore: { acts: true, answer: (to, body) => sendHtml(to, notice + body) },
  slow12s: {
    acts: true,
    answer: (to, body) => {
      const timer = setTimeout(() => void to.writeHead(200, json).end(body), SLOW_MS)
      to.on('close', () => clearTimeout(timer))
    },
  },
  doubled: otherwise(doubled),
  numberedObject: otherwise(numbered),
  outOfRange: otherwise(outOfRange),
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof faults
export const isFaultName = (name: string): name is FaultName => Object.hasOwn(faults, name)
