import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronExecutable } from '../lib/electron.mjs'
import { at } from '../lib/place.mjs'
import { relayPath } from '../lib/relay.mjs'
import { keepKey } from './keyring.mjs'
import { median } from './median.mjs'
import { family, memoryOf } from './processes.mjs'
import { settingsFor, startPabx } from './programs.mjs'

const READY_MS = 20_000
/** What the first calls load for good is there by then. */
const FIRST_CALLS = 20
const CALLS = 200
const BETWEEN_MS = 800
const RESTED_MS = 5_000
const ROUNDS = 5

/** What may be switched on, and costs nothing while it is off. */
const features = {
  'nothing more': {},
  'door.http': { door: { http: true } },
  'sound.outcomes: tones': { sound: { outcomes: 'tones' } },
  'sound.outcomes: speech': { sound: { outcomes: 'speech' } },
  'bar.autoHide': { bar: { autoHide: true } },
}

/** The memory of the real bar over as many calls as a shift has, with a poll each second; nothing is collected for it. */
export async function benchShift(desktop) {
  const pabx = await startPabx()
  const bar = await startBar(desktop, pabx, { sync: { intervalSeconds: 1 } })
  try {
    for (let call = 0; call < FIRST_CALLS; call++) await bar.call()
    await rest(RESTED_MS)
    const before = memoryOf(family(bar.pid))
    const from = performance.now()
    for (let call = 0; call < CALLS; call++) {
      await bar.call()
      await rest(BETWEEN_MS)
    }
    const minutes = (performance.now() - from) / 60_000
    await rest(RESTED_MS)
    const after = memoryOf(family(bar.pid))
    const more = (after / before - 1) * 100
    return [
      `a shift in the real bar        ${after.toFixed(0)} MB after ${CALLS} calls and ${minutes.toFixed(0)} min of polls each second, against ${before.toFixed(0)} MB before: ${more.toFixed(1)} % more  goal ≤ 5 %: ${more <= 5 ? 'met' : 'MISSED'}`,
    ]
  } finally {
    await bar.end()
    pabx.close()
  }
}

/** What each feature costs that may be switched on: memory after the start, against a bar without it in the same round. */
export async function benchFeatures(desktop) {
  const pabx = await startPabx()
  const [none, ...others] = Object.keys(features)
  const measured = Object.fromEntries(Object.keys(features).map((name) => [name, []]))
  // The first round warms the disk's cache and is not counted.
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, settings] of Object.entries(features)) {
      const bar = await startBar(desktop, pabx, settings)
      await rest(RESTED_MS)
      if (round > 0) measured[name].push(memoryOf(family(bar.pid)))
      await bar.end()
    }
  pabx.close()
  return others.map((name) => {
    const more = measured[name].map((value, round) => value - measured[none][round])
    const [least, middle, most] = [Math.min(...more), median(more), Math.max(...more)].map((value) =>
      value.toFixed(1),
    )
    return `with ${name.padEnd(25)} ${middle} MB more (${least} to ${most}, ${ROUNDS} pairs) than the ${median(measured[none]).toFixed(0)} MB without`
  })
}

async function startBar(desktop, pabx, more) {
  const userData = mkdtempSync(join(desktop.folder, 'shift-'))
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ ...settingsFor(pabx), ...more }))
  await keepKey(desktop, 'bench', 'key')
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = spawn(electronExecutable(), [...root, '--disable-gpu', `--user-data-dir=${userData}`, at()], {
    env: desktop.env,
    stdio: 'ignore',
  })
  // Not synchronously: the PABX is in this process.
  const run = async (...words) => {
    const relay = spawn(relayPath, [`--user-data-dir=${userData}`, '--run', ...words], {
      env: desktop.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const ended = new Promise((resolve) => relay.once('close', resolve))
    return { stderr: await text(relay.stderr), status: await ended }
  }
  const until = performance.now() + READY_MS
  // The PABX of the bench says that the agent is logged in: the bar refuses for that reason once it has heard of it.
  for (let told = await run('agent.login'); !/already/.test(told.stderr); told = await run('agent.login')) {
    if (performance.now() > until) throw new Error(`the bar does not get ready: ${told.stderr}`)
    await rest(100)
  }
  return {
    pid: app.pid,
    call: async () => {
      for (const words of [['call.dial', '1199999999'], ['call.hold'], ['call.retrieve'], ['call.hangUp']]) {
        const { status, stderr } = await run(...words)
        if (status !== 0) throw new Error(`${words[0]}: ${stderr}`)
      }
    },
    end: async () => {
      const ended = new Promise((resolve) => app.once('exit', resolve))
      app.kill('SIGTERM')
      await ended
    },
  }
}

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
