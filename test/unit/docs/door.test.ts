import { join } from 'node:path'
import { format } from 'prettier'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { commandIds, commandOf, commands } from '../../../src/shared/commands/table'
import { argumentKinds } from '../../../src/shared/commands/arguments'
import { isForPrograms, scopeOf } from '../../../src/shared/door/scopes'
import { watchedSchema } from '../../../src/shared/door/status'
import { say } from '../../../src/shared/i18n/say'
import { commandBody, pairingBody } from '../../../src/main/core/door/http-door'

const docs = join(import.meta.dirname, '../../../docs')

/** Written anew with `npx vitest run --project unit test/unit/docs/door.test.ts -u`. */
const isCurrent = async (file: string, document: object): Promise<void> =>
  expect(await format(JSON.stringify(document), { parser: 'json', printWidth: 110 })).toMatchFileSnapshot(
    join(docs, file),
  )

/** Without what only a parser needs; later fields have to be allowed. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output') =>
  z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })

/** The same, within another document. */
function partOf(schema: z.ZodType, io: 'input' | 'output' = 'output') {
  const part = schemaOf(schema, io)
  delete part.$schema
  return part
}

it('docs/door.schema.json says what programs are told', async () => {
  await isCurrent('door.schema.json', {
    ...schemaOf(watchedSchema),
    $id: 'https://www.vocom.com.br/vocom-bar/door/v1/snapshot.json',
    title: 'The state of Vocom Bar, v1',
    description:
      'A line of `vocom-bar --watch --json`. Within v1 fields may be added; none is removed or given another meaning.',
  })
})

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const told = (description: string) => ({ description, ...json({ $ref: '#/components/schemas/Told' }) })
const refused = (description: string) => ({ description, ...json({ $ref: '#/components/schemas/Refused' }) })
const turnedAway = {
  401: refused('no token, or none that the agent has allowed'),
  403: refused('the program is not allowed that, or a page of a browser asked'),
  421: refused('the address has another host than 127.0.0.1 or localhost'),
  503: refused('the system keychain cannot be read'),
}

/** What a program sends with a command: the argument as a page would give it. */
function bodyOf(id: (typeof commandIds)[number]) {
  const { argument } = commands[id]
  const schema = schemaOf(commandBody, 'input')
  const properties: Record<string, unknown> = { ...schema.properties }
  delete properties['argument']
  if (argument !== 'none') {
    properties['argument'] = partOf(argumentKinds[argument], 'input')
  }
  if (commandOf(id).meansCall !== true) delete properties['call']
  return { required: true, ...json({ type: 'object', properties }) }
}

it('docs/door.openapi.json says what programs may do over HTTP', async () => {
  const offered = commandIds.filter(isForPrograms)
  expect(offered).toEqual(expect.arrayContaining(['call.dial', 'call.hangUp', 'break.start', 'crm.open']))
  const snapshot = partOf(watchedSchema)
  const pairing = partOf(pairingBody, 'input')
  await isCurrent('door.openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Vocom Bar for other programs',
      version: 'v1',
      description:
        'On this computer only, where `door.http` is on. The address and the secret for pairing are in `door-http.json` in the user-data directory. Described in http.md.',
    },
    servers: [{ url: 'http://127.0.0.1:{port}', variables: { port: { default: '47000' } } }],
    security: [{ token: [] }],
    paths: {
      '/v1/snapshot': {
        get: {
          summary: 'The present state (scope `watch`)',
          responses: {
            200: { description: 'the state', ...json({ $ref: '#/components/schemas/Snapshot' }) },
            ...turnedAway,
          },
        },
      },
      '/v1/events': {
        get: {
          summary: 'The state now and at each change, as server-sent events (scope `watch`)',
          parameters: [
            {
              name: 'Last-Event-ID',
              in: 'header',
              schema: { type: 'string' },
              description: 'the id of the last event that was read: the events after it follow',
            },
          ],
          responses: {
            200: {
              description: 'events named `snapshot`, each with an id and the state as its data',
              content: { 'text/event-stream': { schema: { type: 'string' } } },
            },
            ...turnedAway,
          },
        },
      },
      '/v1/pairings': {
        post: {
          summary: 'Asks the agent to allow this program; with the secret of door-http.json as the token',
          requestBody: { required: true, ...json(pairing) },
          responses: {
            201: {
              description: 'allowed; the token is told this once',
              ...json({
                type: 'object',
                properties: {
                  id: { type: 'string' },
                  token: { type: 'string' },
                  scopes: { type: 'array', items: { type: 'string' } },
                },
                required: ['id', 'token', 'scopes'],
              }),
            },
            401: refused('not the secret of this user’s bar'),
            403: refused('the agent refused'),
            408: refused('the agent did not answer within a minute'),
            409: refused('eight programs are allowed already'),
            429: refused('another program asks at the moment'),
          },
        },
      },
      ...Object.fromEntries(
        offered.map((id) => [
          `/v1/commands/${id}`,
          {
            post: {
              operationId: id,
              summary: `${say({ key: commandOf(id).label }, 'en')} (scope \`${scopeOf(id)}\`)`,
              requestBody: bodyOf(id),
              responses: {
                200: told('done'),
                400: told('the argument is wrong'),
                409: told('refused: it makes no sense now'),
                502: told('it was tried, and failed'),
                504: told('nobody knows whether it happened: look before it is repeated'),
                ...turnedAway,
              },
            },
          },
        ]),
      ),
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Snapshot: snapshot,
        Told: {
          type: 'object',
          properties: {
            ok: { type: 'boolean' },
            why: { enum: ['refused', 'failed', 'unknown', 'badArgument', 'unknownCommand'] },
            text: { type: 'string', description: "a sentence for people, in the agent's language" },
          },
          required: ['ok', 'text'],
        },
        Refused: { type: 'object', properties: { error: { type: 'string' } }, required: ['error'] },
      },
    },
  })
})
