import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { randomUUID } from 'node:crypto'

/*
 * One writer for a part that a later run may go on with: a file beside it says who writes. A writer that died leaves
 * its file behind, which then holds nobody up.
 */

/** The writer touches its lock so often; one that was not touched for so long is a dead one's. Milliseconds. */
const TOUCH_EVERY_MS = 15_000
const DEAD_AFTER_MS = 60_000

type Owner = { readonly pid: number; readonly host: string; readonly token: string }

export const lockPathOf = (part: string): string => `${part}.lock`

/** The way to let go again; null where another writer lives. Rejects where nothing can be written there. */
export async function lockPart(part: string): Promise<(() => Promise<void>) | null> {
  const path = lockPathOf(part)
  const own: Owner = { pid: process.pid, host: hostname(), token: randomUUID() }
  // Once for the free place, once more for the one that a dead writer held.
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
  // Two that found the same dead writer may both have cleared its place.
  return (await ownerOf(path))?.token === own.token
}

/** Moved before it is removed: of two who clear one place, only one finds something to move. */
async function clear(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  await rename(path, aside).catch(() => undefined)
  await rm(aside, { force: true })
}

async function isAlive(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (found === null || Date.now() - found.mtimeMs > DEAD_AFTER_MS) return false
  const owner = await ownerOf(path)
  // Not written yet, or on another computer: it was touched a moment ago.
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
    // Another user's process lives, though it may not be asked.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
