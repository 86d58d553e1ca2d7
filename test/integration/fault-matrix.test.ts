import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { say } from '../../src/shared/i18n/say'
import { endpoints, type EndpointName, type RequestOf } from '../../src/shared/vocom/endpoints'
import { errorSentence } from '../../src/shared/vocom/error-sentence'
import { defaultOptions } from '../../src/simulator/controls'
import { isFaultName } from '../../src/simulator/faults'
import { startSimulator, type Simulator } from '../../src/simulator/simulator'
import { clientOf } from '../support/client'
import { act, profileNames, startPabx } from '../support/pabx'
import { matrix, readable, type Expected } from './faults'
import { certificate } from './certificate'

const names = Object.keys(endpoints) as EndpointName[]
const company_id = defaultOptions.companyId
const fields: Record<string, string> = {
  agent: 'DEV',
  branch: '2000',
  break_id: 'b',
  to: '1199999999',
  call_id: 'c',
  queue: 'FILA_SUPORTE',
  company_id,
  date_begin: '2020-09-03 00:00',
  date_end: '2020-09-03 23:59',
  destination: '',
  mailing: '',
  hangup_cause: '',
}
const requestTo = <Name extends EndpointName>(name: Name): RequestOf<Name> =>
  Object.fromEntries(
    Object.keys(endpoints[name].request.shape).map((field) => [field, fields[field]]),
  ) as RequestOf<Name>

let secure: Simulator
let elsewhere: { readonly url: string; readonly visits: () => number; readonly close: () => void }
beforeAll(async () => {
  secure = await startSimulator({ clock: 'manual', tls: certificate })
  let visits = 0
  const server = createServer((_request, response) => {
    visits += 1
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  elsewhere = { url: `http://127.0.0.1:${port}/`, visits: () => visits, close: () => server.close() }
})
afterAll(async () => {
  await secure.close()
  elsewhere.close()
})

const addressOf = (fault: string, { url }: Simulator): string =>
  fault === 'refused'
    ? 'http://127.0.0.1:9'
    : fault === 'dns'
      ? 'https://pabx.invalid'
      : fault === 'badCertificate'
        ? secure.url
        : url

async function meet(simulator: Simulator, fault: string, name: EndpointName) {
  const client = clientOf(addressOf(fault, simulator))
  if (isFaultName(fault)) {
    const detail = fault === 'redirect302' ? elsewhere.url : ''
    act(simulator, 'fault', { endpoint: name, fault, times: 1, detail })
  }
  const { journal } = simulator.controls
  const before = journal.length
  const answer = await client.call(name, requestTo(name), { deadlineMs: isSlow(fault) ? 3_000 : 30_000 })
  const requests = journal.slice(before).filter(({ endpoint }) => endpoint === name).length
  return { answer, requests }
}

/** Such a fault lasts until the call's deadline, so all calls meet it at once. */
const isSlow = (fault: string): boolean => fault === 'silence' || fault === 'trickle'
const expectedOf = ({ kind, acted }: Expected, name: EndpointName): Expected => ({
  kind,
  acted: kind === 'unsaid' ? endpoints[name].unsaid : endpoints[name].acts ? acted : 'no',
})

const printed: string[] = []
const met = new Set<string>()

describe.each(profileNames)('the fault matrix under the profile %s', (profile) => {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startPabx(profile)
  })
  afterEach(() => act(simulator, 'calm', {}))
  afterAll(() => simulator.close())

  it.each(matrix)('$fault is $kind, acted: $acted, and asked once', async ({ fault, ...row }) => {
    const check = async (name: EndpointName): Promise<void> => {
      const { answer, requests } = await meet(simulator, fault, name)
      const wanted = expectedOf(row, name)
      expect(answer, name).toMatchObject({ ok: false, error: wanted })
      expect(requests, name).toBe(isFaultName(fault) ? 1 : 0)
      expect(JSON.stringify(answer)).not.toContain(defaultOptions.key.slice(0, 8))
    }
    if (isSlow(fault)) await Promise.all(names.map(check))
    else for (const name of names) await check(name)
    met.add(profile)
    if (profile !== 'document') return
    const words = say(errorSentence({ kind: row.kind, acted: row.acted }), 'en')
    printed.push(`${fault.padEnd(21)} ${row.kind.padEnd(22)} ${row.acted.padEnd(6)} ${words}`)
  })

  it('slow12s is an answer where the call has the time for it, and timed_out where it has not', async () => {
    for (const name of names) act(simulator, 'fault', { endpoint: name, fault: 'slow12s', times: 1 })
    const answers = await Promise.all(
      names.map(async (name) => {
        // A client for each: none waits for another's connection.
        const answer = await clientOf(simulator.url).call(name, requestTo(name))
        return [name, answer.ok ? null : answer.error.kind] as const
      }),
    )
    const late = answers.filter(([, kind]) => kind === 'timed_out').map(([name]) => name)
    // What it says of the others depends on the calls that the rows above have left behind.
    expect(late).toEqual(['hangUp', 'transfer', 'hold', 'retrieve', 'getAgentList'])
  })
})

it('no redirect to another host was followed', () => {
  expect(elsewhere.visits()).toBe(0)
})

afterAll(() => {
  mkdirSync('out/test-notes', { recursive: true })
  const head = `Fault matrix: ${matrix.length} faults × ${names.length} calls under the profiles ${[...met].join(' and ')}, one request each, none repeated by the client\n`
  const columns = `${'fault'.padEnd(21)} ${'error'.padEnd(22)} acted  what the agent reads (a call that acts)`
  const others = `slow12s: an answer or timed_out, by the time that each call has. Read as if nothing were wrong: ${readable.join(', ')}.`
  writeFileSync('out/test-notes/fault-matrix.txt', [head + columns, ...printed, others].join('\n') + '\n')
})
