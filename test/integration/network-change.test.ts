import { createServer, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { branch, callId } from '../../src/shared/ids'
import { steadyTime } from '../../src/shared/time'
import { createLanes } from '../../src/main/core/pabx/lanes'
import { createVocomClient } from '../../src/main/core/pabx/vocom-client'
import { clientOf } from '../support/client'
import { act } from '../support/pabx'
import { startShift, until } from '../support/simulated'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function listening(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function withLanes(baseUrl: string) {
  const lanes = createLanes()
  return { client: clientOf(baseUrl, {}, { lanes }), lanes }
}

const hold = { agent: 'DEV', call_id: callId('c'), company_id: 'company' }
const dial = { agent: 'DEV', branch: branch('2000'), to: '1199999999', company_id: 'company' }
const poll = { queue: 'A', company_id: 'company' }
const gone = '{"response": {"status": "error", "status_type": "not_found_failed", "result": ""}}'

it('a command after another network is written to a new connection', async () => {
  const server = createServer((_request, response) => response.end(gone))
  let connections = 0
  server.on('connection', () => (connections += 1))
  closing.push(() => server.close().closeAllConnections())
  const { client, lanes } = withLanes(`http://127.0.0.1:${await listening(server)}`)
  await client.call('hold', hold)
  await client.call('hold', hold)
  expect(connections).toBe(1)
  lanes.networkChanged()
  expect(await client.call('hold', hold)).toMatchObject({ error: { kind: 'not_found_failed' } })
  expect(connections).toBe(2)
})

it('a poll under way is given up for a new one; the answer to a dial is still awaited', async () => {
  const waiting: (() => void)[] = []
  const server = createServer((_request, response) => waiting.push(() => response.end(gone)))
  closing.push(() => server.close().closeAllConnections())
  const { client, lanes } = withLanes(`http://127.0.0.1:${await listening(server)}`)
  const dialled = client.call('dial', dial)
  const polled = client.call('getAgentList', poll, { lane: 'poll' })
  await expect.poll(() => waiting.length).toBe(2)
  lanes.networkChanged()
  expect(await polled).toEqual({ ok: false, error: { kind: 'interrupted', acted: 'no' } })
  for (const answer of waiting) answer()
  expect(await dialled).toMatchObject({ error: { kind: 'not_found_failed' } })
})

it('polls go on at once: neither the one that was under way nor a wait is sat out', async () => {
  const lanes = createLanes()
  const shift = await startShift(null, null, {
    pabx: (connection) => createVocomClient({ connection, now: () => steadyTime(performance.now()), lanes }),
  })
  const { bar, simulator } = shift
  closing.push(() => void shift.end())
  const polls = (): number =>
    simulator.controls.journal.filter(({ endpoint }) => endpoint === 'getAgentList').length
  await until(bar, ({ sync }) => sync.phase === 'fresh')
  act(simulator, 'fault', { endpoint: 'getAgentList', fault: 'silence', times: 1 })
  bar.pollNow()
  await expect.poll(polls).toBe(2)
  lanes.networkChanged()
  bar.pollNow()
  await expect.poll(polls, { timeout: 2_000 }).toBe(3)
})

it('a hang-up that was not connected yet is given up, to be tried again: it was not sent', async () => {
  let connections = 0
  // Never answers to TLS.
  const server = createTcpServer((socket) => {
    connections += 1
    socket.on('error', () => undefined)
    closing.push(() => socket.destroy())
  })
  closing.push(() => server.close())
  const { client, lanes } = withLanes(`https://127.0.0.1:${await listening(server)}`)
  const hungUp = client.call('hangUp', hold, { lane: 'hangUp', deadlineMs: 20_000 })
  await expect.poll(() => connections).toBe(1)
  lanes.networkChanged()
  expect(await hungUp).toEqual({ ok: false, error: { kind: 'unreachable', acted: 'no' } })
})
