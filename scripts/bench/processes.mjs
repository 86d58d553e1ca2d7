import { readdirSync, readFileSync } from 'node:fs'

/** Of Linux: clock ticks a second in /proc. */
const TICKS = 100

/** A process and all that it started. */
export function family(pid) {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)])
  const found = [pid]
  for (let index = 0; index < found.length; index++)
    for (const [child, parent] of parents) if (parent === found[index]) found.push(child)
  return found
}

function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1])
  } catch {
    return 0
  }
}

/** Seconds of processor time that those processes have taken. */
export function processorTime(pids) {
  const ticks = pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return sum + Number(fields[11]) + Number(fields[12])
  }, 0)
  return ticks / TICKS
}

/** Megabytes of those processes, each with its share of what it has in common with others (PSS). */
export const memoryOf = (pids) => pids.map(proportionalMegabytes).reduce((sum, value) => sum + value, 0)

function proportionalMegabytes(pid) {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
    return Number(kilobytes ?? 0) / 1024
  } catch {
    return 0
  }
}
