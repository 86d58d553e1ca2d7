import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'

/*
 * Chromium's lock of a running bar: a link that names the computer and the process. After a crash the link stays, while
 * its process id may belong to another program and the computer may have another name.
 */

const lockOf = (userData: string): string => join(userData, 'SingletonLock')

/** Whether a bar holds these settings. */
export function isHeld(userData: string): boolean {
  const target = linkAt(lockOf(userData))
  // Windows has no such link: there the file disappears with its process.
  if (target === null) return process.platform === 'win32' && existsSync(join(userData, 'lockfile'))
  return isBar(holderOf(target))
}

/**
 * Removes a lock that nobody holds. Chromium itself believes any lock of another computer, and the bar would never
 * start.
 */
export function forgetStaleLock(userData: string): void {
  const lock = lockOf(userData)
  const target = linkAt(lock)
  if (target === null || isBar(holderOf(target))) return
  // A bar that was started meanwhile may have made its own lock there.
  if (linkAt(lock) === target) rmSync(lock, { force: true })
}

/** Whether that process is a bar: this program, and not one of its helper processes. */
function isBar(pid: number | null): boolean {
  if (pid === null || pid === process.pid || !isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    // Linux appends "(deleted)" to the program's path after its package was replaced.
    const program = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')
    const isHelper = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('\0--type=')
    return basename(program) === basename(process.execPath) && !isHelper
  } catch {
    // The process has ended, or belongs to another user, who has other settings.
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
