import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type * as FileSystem from 'node:fs/promises'
import { open, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTextFile } from '../../../../../src/main/shell/storage/text-file'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FileSystem>()
  return { ...real, open: vi.fn(real.open) }
})

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'text-file-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
})

/** A file system whose folders answer a sync like that. */
async function folderSyncs(code: string): Promise<void> {
  const real = await vi.importActual<typeof FileSystem>('node:fs/promises')
  vi.mocked(open).mockImplementation(async (path, ...rest): Promise<FileHandle> => {
    const handle = await real.open(path, ...rest)
    if (path === folder) vi.spyOn(handle, 'sync').mockRejectedValue(Object.assign(new Error(code), { code }))
    return handle
  })
}

it.each(['EINVAL', 'ENOTSUP'])('has written the text where the folder cannot be synced: %s', async (code) => {
  await folderSyncs(code)
  const path = join(folder, 'state.json')
  await expect(createTextFile(path).write('all of it')).resolves.toBeUndefined()
  expect(readFileSync(path, 'utf8')).toBe('all of it')
})

it('has not where the disk fails', async () => {
  await folderSyncs('EIO')
  await expect(createTextFile(join(folder, 'state.json')).write('all of it')).rejects.toThrow('EIO')
})
