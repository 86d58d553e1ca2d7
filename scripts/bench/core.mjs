import { readFileSync } from 'node:fs'
import { at } from '../lib/place.mjs'
import { run } from '../lib/run.mjs'
import { median } from './median.mjs'

const read = (name) => JSON.parse(readFileSync(at('out', 'bench', name), 'utf8'))

/** What needs no Electron: a press's way to the wire, and ten thousand bars on one clock. */
export function benchCore() {
  run(process.execPath, [at('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'bench'], {
    cwd: at(),
    what: 'The bench of the core',
  })
  const pairs = read('command.json')
  return [
    {
      name: 'press to first byte at the PABX',
      unit: 'ms',
      goal: 1.5,
      floor: median(pairs.map(([floor]) => floor)),
      value: median(pairs.map(([, value]) => value)),
      ratios: [median(pairs.map(([, value]) => value)) / median(pairs.map(([floor]) => floor))],
    },
  ]
}

export function herdLine() {
  const { bars, mean, peak, resynchronised } = read('herd.json')
  const ratio = peak / mean
  const met = ratio <= 2 && resynchronised <= 60 ? 'met' : 'MISSED'
  return `${bars} bars, 60 s outage           ${mean.toFixed(0)} requests/s; peak second after it ${ratio.toFixed(2)}× the mean, 95 % back after ${resynchronised.toFixed(0)} s  goal ≤ 2×, ≤ 60 s: ${met}`
}

/** What the memory that lives has grown by between the first hour and the last. */
export function soakLine() {
  const { polls, calls, heaps } = read('soak.json')
  const growth = (heaps.at(-1) / heaps[0] - 1) * 100
  return `a shift of ${heaps.length} h, simulated       ${heaps[0].toFixed(1)} MB alive after the first hour, ${heaps.at(-1).toFixed(1)} MB after the last (${polls} polls, ${calls} calls): ${growth.toFixed(1)} % more  goal ≤ 5 %: ${growth <= 5 ? 'met' : 'MISSED'}`
}

/** The cost of a change while watching programs have stopped reading, and the memory that each of them holds. */
export function watchLine() {
  const { readers, none, one, all, megabytes } = read('watch.json')
  return `a change, watched                ${none.toFixed(0)} µs with no program, ${one.toFixed(0)} µs with one that has stopped reading, ${all.toFixed(0)} µs with ${readers}; one alone holds ${megabytes.toFixed(2)} MB  goal ≤ 1 MB: ${megabytes <= 1 ? 'met' : 'MISSED'}`
}
