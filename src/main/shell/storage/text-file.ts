import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { TextFile } from '../../core/kernel/ports'

/** A small text on disk, written whole: temporary file, synced, renamed; writes follow one another. */
export function createTextFile(path: string): TextFile {
  let last: Promise<void> = Promise.resolve()

  async function write(text: string): Promise<void> {
    const temporary = `${path}.new`
    try {
      // What a crash left under that name keeps its rights, and a link leads elsewhere.
      await rm(temporary, { force: true })
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, path)
      await syncFolder(dirname(path))
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  return {
    read: async () => {
      try {
        return await readFile(path, 'utf8')
      } catch {
        return null
      }
    },
    write: (text) => {
      const next = last.catch(() => undefined).then(() => write(text))
      last = next
      return next
    },
  }
}

/** What network drives, shared folders of virtual machines and FUSE answer where they cannot sync a folder. */
const unable = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EACCES', 'EISDIR', 'EBADF'])

/**
 * The rename itself lasts only when its folder is on disk; Windows has no such call and needs none. Where a file system
 * has none either, the text is in its place all the same, and whoever wrote it has nothing to complain of.
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
