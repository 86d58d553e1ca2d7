import { median } from './median.mjs'
import { family, memoryOf } from './processes.mjs'
import { settingsFor, startLoggedIn, startPabx } from './programs.mjs'

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
    for (let made = 0; made < FIRST_CALLS; made++) await call(bar)
    await rest(RESTED_MS)
    const before = memoryOf(family(bar.pid))
    const from = performance.now()
    for (let made = 0; made < CALLS; made++) {
      await call(bar)
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

const startBar = (desktop, pabx, more) => startLoggedIn(desktop, { ...settingsFor(pabx), ...more })

/** Dialled, held, retrieved and hung up. */
async function call(bar) {
  for (const words of [['call.dial', '1199999999'], ['call.hold'], ['call.retrieve'], ['call.hangUp']]) {
    const { status, stderr } = await bar.run(...words)
    if (status !== 0) throw new Error(`${words[0]}: ${stderr}`)
  }
}

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
