import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { TextFile } from '../../core/kernel/ports'

/**
 * Pauses between attempts to read the file after too many open files, a virus scanner that holds it, or a disk that
 * fails for a moment. Milliseconds.
 */
const READ_AGAIN_AFTER_MS = [50, 150, 400, 900]

/** Where a file that could not be read is put when its path is needed. */
const unreadPathOf = (path: string): string => `${path}.unread`

export const forgetUnread = (path: string): Promise<void> => rm(unreadPathOf(path), { force: true })

/** A small text on disk, written as a whole: temporary file, sync, rename. Writes follow one another. */
export function createTextFile(path: string, readAgainAfter = READ_AGAIN_AFTER_MS): TextFile {
  let last: Promise<void> = Promise.resolve()
  let isUnread = false

  async function read(): Promise<string | null> {
    for (const wait of [...readAgainAfter, null]) {
      try {
        return await readFile(path, 'utf8')
      } catch (error) {
        if (none.has(codeOf(error))) return null
        if (wait === null) throw error
      }
      await pause(wait)
    }
    return null
  }

  async function write(text: string): Promise<void> {
    const temporary = `${path}.new`
    try {
      // A file already there would keep its permissions, and a link would lead elsewhere.
      await rm(temporary, { force: true })
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      if (isUnread) await putAside()
      await rename(temporary, path)
      await syncFolder(dirname(path))
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  async function putAside(): Promise<void> {
    await rename(path, unreadPathOf(path)).catch((error: unknown) => {
      if (!none.has(codeOf(error))) throw error
    })
    isUnread = false
  }

  return {
    read: async () => {
      try {
        const text = await read()
        isUnread = false
        // The agent was told in the previous run.
        await forgetUnread(path).catch(() => undefined)
        return text
      } catch (error) {
        isUnread = true
        throw error
      }
    },
    write: (text) => {
      const next = last.catch(() => undefined).then(() => write(text))
      last = next
      return next
    },
  }
}

const none = new Set(['ENOENT', 'ENOTDIR'])

/** The answers of network drives, shared folders of virtual machines and FUSE when they cannot sync a folder. */
const unable = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EACCES', 'EISDIR', 'EBADF'])

/**
 * The rename itself is durable only after its folder was synced; Windows has no such call and needs none. If the file
 * system cannot do it either, the text is in place anyway, so this is not an error.
 */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  try {
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch (error) {
    if (!unable.has(codeOf(error))) throw error
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
