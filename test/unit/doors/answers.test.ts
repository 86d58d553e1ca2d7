import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { readAnswer } from '../../../src/shared/vocom/answer'
import { endpoints, type EndpointName } from '../../../src/shared/vocom/endpoints'
import { pabxErrorKinds } from '../../../src/shared/vocom/errors'
import {
  deepJson,
  inLinearTime,
  LIMIT_MS,
  longRuns,
  longWith,
  runs,
  textWith,
  treeWith,
} from '../../support/doors'

const text = z.string().max(200)
const figure = z.number().min(0).nullable()
const agents = z
  .array(
    z.strictObject({
      name: text.min(1),
      status: text,
      branch: text,
      first_login: figure,
      answered_count: figure,
      answered_duration: figure,
      not_answered_count: figure,
      outbound_count: figure,
      outbound_duration: figure,
    }),
  )
  .max(5_000)
const breaks = z
  .array(z.strictObject({ break_id: text, break_name: text, break_timeout: figure, break_digit: text }))
  .max(500)
const report = z.strictObject({
  list: z.array(z.record(z.string(), z.string())),
  count: figure,
  received: z.number().int().min(0),
})
const nothing = z.strictObject({})

/** What each call is read as, said a second time. */
const meant: { readonly [Name in EndpointName]: z.ZodType } = {
  login: nothing,
  logout: nothing,
  getBreakList: z.strictObject({ result: breaks }),
  setBreak: nothing,
  returnBreak: nothing,
  dial: z.strictObject({ call_id: text }),
  hangUp: nothing,
  transfer: nothing,
  hold: nothing,
  retrieve: nothing,
  getAgentList: z.strictObject({
    result: z.strictObject({ logged_in_agents: agents, logged_out_agents: agents, isCut: z.boolean() }),
  }),
  listTabulations: report,
  listDialer: report,
}
const fault = z.strictObject({
  kind: z.enum(pabxErrorKinds),
  acted: z.enum(['no', 'yes', 'maybe']),
  httpStatus: z.number(),
})

const names = Object.keys(endpoints) as EndpointName[]
const leaves = [
  '',
  'ok',
  'error',
  null,
  0,
  -1,
  1e308,
  '12',
  '--:--:--',
  'DEV',
  [],
  {},
  true,
  '\u202e',
  ' x ',
  '1,5',
]
const keys = [
  ...[
    'response',
    'status',
    'status_type',
    'result',
    'list',
    'count',
    'call_id',
    'name',
    'branch',
    'break_id',
  ],
  ...[
    'break_name',
    'break_timeout',
    'break_digit',
    'logged_in_agents',
    'logged_out_agents',
    'first_login',
    '0',
  ],
]
const tree = treeWith(keys, leaves)
const pieces = [
  ...[
    '{"response":',
    '{ "response" :',
    '{"status":"ok"',
    ',"result":',
    '"list":[',
    '}',
    ']',
    '[',
    '"',
    '\\',
    ',',
  ],
  ...['<br />', '<html>', 'null', '1', '"ok"', '"call_id":', '{'],
]
/** An answer of the PABX in which one thing or another is anything. */
const likely = fc
  .tuple(
    tree,
    tree,
    fc.constantFrom('ok', 'error', null, 'OK ', 7),
    fc.constantFrom('result', 'list', 'call_id'),
  )
  .map(([first, second, status, name]) =>
    JSON.stringify({
      response: { status, [name]: first, result: { logged_in_agents: second, logged_out_agents: first } },
    }),
  )
const listed = fc
  .tuple(fc.constantFrom('result', 'list'), fc.array(tree, { maxLength: 5 }))
  .map(([name, rows]) => JSON.stringify({ response: { status: 'ok', [name]: rows, count: rows[0] } }))
const body = fc.oneof(
  likely,
  listed,
  tree.map((value) => JSON.stringify(value)),
  tree.map((value) => `${JSON.stringify({ response: value })}<br />`),
  textWith(...pieces),
)
const httpStatus = fc.constantFrom(200, 200, 200, 0, 204, 301, 400, 401, 403, 404, 429, 500, 503)

describe.each(names)('an answer to %s', (name) => {
  it(
    'of any kind is read as what was asked for, or as a fault',
    () => {
      let believed = 0
      fc.assert(
        fc.property(body, httpStatus, (said, status) => {
          const answer = readAnswer(name, status, said)
          if (answer.ok) believed += 1
          const shape = answer.ok ? meant[name].safeParse(answer.value) : fault.safeParse(answer.error)
          expect(shape.error).toBeUndefined()
          // Nobody but a PABX that says "ok" is believed to have done something.
          if (answer.ok || answer.error.acted === 'yes') expect(said.toLowerCase()).toContain('ok')
        }),
        runs,
      )
      expect(believed).toBeGreaterThan(0)
    },
    LIMIT_MS,
  )

  it(
    'that is long or deep is read in linear time',
    () => {
      const asked = (said: string) => inLinearTime(() => void readAnswer(name, 200, said))
      const wrapped = (inner: string): string =>
        `{"response":{"status":"ok","result":${inner},"list":[${inner}]}}`
      fc.assert(
        fc.property(longWith(...pieces), (said) => {
          expect(asked(said)).toBe(true)
          expect(asked(wrapped(JSON.stringify(said)))).toBe(true)
        }),
        longRuns,
      )
      for (const deep of [deepJson('1'), deepJson('1', 100_000, 'response')])
        for (const said of [deep, wrapped(deep)]) expect(asked(said)).toBe(true)
    },
    LIMIT_MS,
  )
})
