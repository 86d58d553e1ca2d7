import axios from 'axios'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { steadyTime } from '../../src/shared/time'
import { createVocomClient } from '../../src/main/core/pabx/vocom-client'
import { activeCall, busOf, callsOf, createFakeCore, readySnapshot } from '../support/core'

const PAIRS = 300

it('from a press to its first byte at the PABX, against a bare POST', { timeout: 60_000 }, async () => {
  let arrived = 0
  const server = createServer((request, response) => {
    arrived = performance.now()
    request.resume()
    request.on('end', () => response.end('{"response":{"status":"ok","status_type":""}}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const { core } = createFakeCore({ ...readySnapshot, ...callsOf(activeCall) })
  const pabx = createVocomClient({
    connection: () => ({
      baseUrl: url,
      key: 'key',
      allowInsecureHttp: false,
      keyVersion: 1,
      proxy: 'none',
      caFile: '',
    }),
    now: () => steadyTime(performance.now()),
  })
  const bus = busOf({ ...core, pabx })
  const body = JSON.stringify({ agent: 'DEV', call_id: activeCall.id, company_id: 'company' })
  const bare = async (): Promise<number> => {
    const from = performance.now()
    await axios.post(`${url}/interact_cti/call/call_hold/`, body, {
      headers: { 'Content-Type': 'application/json' },
    })
    return arrived - from
  }
  const pressed = async (id: string): Promise<number> => {
    const from = performance.now()
    const outcome = await bus.dispatch({ id, source: 'cli' })
    expect(outcome.ok).toBe(true)
    return arrived - from
  }
  const pairs: [number, number][] = []
  for (let pair = 0; pair < PAIRS + 20; pair++) {
    const floor = await bare()
    const value = await pressed(pair % 2 === 0 ? 'call.hold' : 'call.retrieve')
    if (pair >= 20) pairs.push([floor, value])
  }
  server.close()
  mkdirSync('out/bench', { recursive: true })
  writeFileSync('out/bench/command.json', JSON.stringify(pairs))
})
