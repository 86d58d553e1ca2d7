import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const END_LIMIT_MS = 3_000

/** A process and everything that it started, as process ids; those that ended are left out. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const found = look(Number(name))
    if (found !== undefined) parents.set(Number(name), found.parent)
  }
  const tree = [root]
  for (const member of tree) for (const [pid, parent] of parents) if (parent === member) tree.push(pid)
  return tree.filter((pid) => parents.has(pid))
}

/** Ends by its id every process of the list that still lives, and waits until each is gone. */
export async function reap(pids: readonly number[]): Promise<void> {
  for (const pid of pids.filter(isAlive))
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
  const limit = Date.now() + END_LIMIT_MS
  while (pids.some(isAlive) && Date.now() < limit) await pause(10)
}

export function isAlive(pid: number): boolean {
  return look(pid) !== undefined
}

/** What the kernel says of a process; one that ended and only waits to be noticed counts as ended. */
function look(pid: number): { readonly parent: number } | undefined {
  try {
    // The name, in brackets, may hold spaces; the state and the parent follow it.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return state === 'Z' || state === 'X' ? undefined : { parent: Number(parent) }
  } catch {
    return undefined
  }
}
