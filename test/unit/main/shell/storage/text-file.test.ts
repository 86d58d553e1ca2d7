import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type * as FileSystem from 'node:fs/promises'
import { open, readFile, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTextFile } from '../../../../../src/main/shell/storage/text-file'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FileSystem>()
  return { ...real, open: vi.fn(real.open), readFile: vi.fn(real.readFile) }
})

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'text-file-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
  vi.resetAllMocks()
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

const fault = (code: string): Error => Object.assign(new Error(code), { code })

it.each(['EMFILE', 'EIO', 'EACCES', 'EBUSY'])(
  'reads again what cannot be read for a moment: %s',
  async (code) => {
    const path = join(folder, 'state.json')
    writeFileSync(path, 'of the last run')
    vi.mocked(readFile).mockRejectedValueOnce(fault(code)).mockRejectedValueOnce(fault(code))
    expect(await createTextFile(path, [1, 1]).read()).toBe('of the last run')
  },
)

it('has nothing to read where there is no file, and does not look again', async () => {
  vi.mocked(readFile).mockClear()
  expect(await createTextFile(join(folder, 'state.json')).read()).toBeNull()
  expect(readFile).toHaveBeenCalledOnce()
})

it('puts aside what it could not read before another text takes its place, until that one is read', async () => {
  const path = join(folder, 'state.json')
  const aside = `${path}.unread`
  writeFileSync(path, 'of the last run')
  const file = createTextFile(path, [1])
  vi.mocked(readFile).mockRejectedValueOnce(fault('EIO')).mockRejectedValueOnce(fault('EIO'))
  await expect(file.read()).rejects.toThrow('EIO')
  await file.write('of this run')
  await file.write('of this run, later')
  expect(readFileSync(aside, 'utf8')).toBe('of the last run')
  expect(await createTextFile(path).read()).toBe('of this run, later')
  expect(existsSync(aside)).toBe(false)
})

it('writes where what it could not read has gone meanwhile', async () => {
  const path = join(folder, 'state.json')
  writeFileSync(path, 'of the last run')
  const file = createTextFile(path, [])
  vi.mocked(readFile).mockRejectedValueOnce(fault('EIO'))
  await expect(file.read()).rejects.toThrow('EIO')
  rmSync(path)
  await file.write('of this run')
  expect(readFileSync(path, 'utf8')).toBe('of this run')
})
