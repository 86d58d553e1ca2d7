import type * as FileSystem from 'node:fs'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openSettingsFile } from '../../../../../src/main/shell/storage/settings-file'

vi.mock('node:fs', async (original) => {
  const real = await original<typeof FileSystem>()
  return { ...real, readFileSync: vi.fn(real.readFileSync) }
})

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'settings-file-'))))
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.resetAllMocks()
})
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

it.each(['EMFILE', 'EIO', 'EACCES', 'EBUSY'])(
  'settings that cannot be read for a moment are not damaged: %s',
  (code) => {
    writeFileSync(join(folder, 'settings.json'), '{"language":"es"}')
    const fault = (): never => {
      throw Object.assign(new Error(code), { code })
    }
    vi.mocked(readFileSync).mockImplementationOnce(fault).mockImplementationOnce(fault)
    const opened = openSettingsFile(folder, log)
    expect(opened.damaged).toBe(false)
    expect(opened.read()).toEqual({ language: 'es' })
  },
)

it('settings that cannot be read at all are put aside, so that no change overwrites them', () => {
  mkdirSync(join(folder, 'settings.json'))
  expect(openSettingsFile(folder, log)).toMatchObject({ damaged: true })
  expect(existsSync(join(folder, 'settings.json'))).toBe(false)
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^settings\.json\.damaged-/)])
})
