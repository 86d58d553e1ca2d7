import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'

/*
 * Chromium's mark of the running bar: a link that names the computer and the process. One that died leaves it behind, and
 * its number may be another program's by now, or the name another computer's.
 */

const lockOf = (userData: string): string => join(userData, 'SingletonLock')

/** Whether a bar holds these settings. */
export function isHeld(userData: string): boolean {
  const target = linkAt(lockOf(userData))
  // Windows knows no such link: there the file goes with its process.
  if (target === null) return process.platform === 'win32' && existsSync(join(userData, 'lockfile'))
  return isBar(holderOf(target))
}

/** Takes away a mark that is nobody's: Chromium itself believes each that names another computer, and the bar never starts. */
export function forgetStaleLock(userData: string): void {
  const lock = lockOf(userData)
  const target = linkAt(lock)
  if (target === null || isBar(holderOf(target))) return
  // A bar that has started in the meantime has put its own there.
  if (linkAt(lock) === target) rmSync(lock, { force: true })
}

/** Whether that process is a bar: this program, and not one of the helpers that it starts. */
function isBar(pid: number | null): boolean {
  if (pid === null || pid === process.pid || !isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    // A package that was replaced under a running bar leaves it a name of its own.
    const program = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')
    const isHelper = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('\0--type=')
    return basename(program) === basename(process.execPath) && !isHelper
  } catch {
    // It has ended, or is somebody else's, who has settings of their own.
    return false
  }
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}

function holderOf(target: string): number | null {
  const pid = /-(\d+)$/.exec(target)?.[1]
  return pid === undefined ? null : Number(pid)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
