import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { randomUUID } from 'node:crypto'

/*
 * A lock file ensures that only one process writes a part that a later run may continue. A writer that died leaves its
 * lock behind; it is then taken over.
 */

/**
 * How often the writer touches its lock, and the age from which an untouched lock belongs to a dead writer.
 * Milliseconds.
 */
const TOUCH_EVERY_MS = 15_000
const DEAD_AFTER_MS = 60_000

type Owner = { readonly pid: number; readonly host: string; readonly token: string }

export const lockPathOf = (part: string): string => `${part}.lock`

/**
 * Locks the part; answers the function that unlocks it, or null while another writer is alive. Rejects when nothing can
 * be written there.
 */
export async function lockPart(part: string): Promise<(() => Promise<void>) | null> {
  const path = lockPathOf(part)
  const own: Owner = { pid: process.pid, host: hostname(), token: randomUUID() }
  // The second try follows the removal of a dead writer's lock.
  for (let tries = 0; tries < 2; tries++) {
    if (await taken(path, own)) {
      const touching = setInterval(() => {
        const now = new Date()
        void utimes(path, now, now).catch(() => undefined)
      }, TOUCH_EVERY_MS)
      touching.unref()
      return async () => {
        clearInterval(touching)
        if ((await ownerOf(path))?.token === own.token) await rm(path, { force: true })
      }
    }
    if (await isAlive(path)) return null
    await clear(path)
  }
  return null
}

async function taken(path: string, own: Owner): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    try {
      await file.writeFile(JSON.stringify(own))
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
  // Another process that found the same dead writer may have removed this new lock by mistake and made its own.
  return (await ownerOf(path))?.token === own.token
}

/** Renames the lock before removing it, so that only one of two processes can remove the same lock. */
async function clear(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  await rename(path, aside).catch(() => undefined)
  await rm(aside, { force: true })
}

async function isAlive(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (found === null || Date.now() - found.mtimeMs > DEAD_AFTER_MS) return false
  const owner = await ownerOf(path)
  // A lock that is not filled in yet, or belongs to another computer, counts as alive because it was touched a moment
  // ago.
  return owner?.host !== hostname() || isRunning(owner.pid)
}

async function ownerOf(path: string): Promise<Owner | null> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'))
    return isOwner(read) ? read : null
  } catch {
    return null
  }
}

const isOwner = (read: unknown): read is Owner =>
  typeof read === 'object' &&
  read !== null &&
  'pid' in read &&
  typeof read.pid === 'number' &&
  'host' in read &&
  typeof read.host === 'string' &&
  'token' in read &&
  typeof read.token === 'string'

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: the process exists, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
