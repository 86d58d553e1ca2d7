import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createRedactor } from '../../../../../src/main/core/secrets/redact'
import { createLogger } from '../../../../../src/main/shell/storage/log'
import { closeToOthers } from '../../../../../src/main/shell/storage/own-file'
import { createPositionFile } from '../../../../../src/main/shell/windows/position-file'
import { openSettingsFile } from '../../../../../src/main/shell/storage/settings-file'
import { createTextFile } from '../../../../../src/main/shell/storage/text-file'
import { withFolder } from '../../../../support/folder'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

let folder = ''
withFolder((path) => (folder = path))

const rights = (name: string): string => (lstatSync(join(folder, name)).mode & 0o777).toString(8)
const text = (name: string): string => readFileSync(join(folder, name), 'utf8')

/** What an older version, or somebody else, left there for all to read; or a link to what must not be touched. */
function left(name: string, content = 'left'): void {
  writeFileSync(join(folder, name), content)
  chmodSync(join(folder, name), 0o666)
}
function linked(name: string): void {
  writeFileSync(join(folder, 'victim'), 'mine')
  symlinkSync(join(folder, 'victim'), join(folder, name))
}

/** Each writes its file whole. */
const writers: readonly [string, () => Promise<void> | void][] = [
  ['state.json', () => createTextFile(join(folder, 'state.json')).write('all of it')],
  ['window.json', () => createPositionFile(join(folder, 'window.json')).write('1', { x: 1, y: 2 })],
]

describe.each(writers)('%s', (name, write) => {
  it('is the agent’s alone, also where one lies that everybody can read', async () => {
    await write()
    expect(rights(name)).toBe('600')
    left(name)
    await write()
    expect(rights(name)).toBe('600')
  })

  it('is not written through a link, nor through one under the name of its draft', async () => {
    linked(name)
    symlinkSync(join(folder, 'victim'), join(folder, `${name}.new`))
    await write()
    expect(text('victim')).toBe('mine')
    expect(lstatSync(join(folder, name)).isFile()).toBe(true)
    expect(rights(name)).toBe('600')
  })
})

it('the log is the agent’s alone, also one that an older version began', () => {
  mkdirSync(join(folder, 'logs'))
  left('logs/main.log')
  left('logs/main.old.log')
  createLogger(folder, false, createRedactor()).info('begun')
  expect([rights('logs/main.log'), rights('logs/main.old.log')]).toEqual(['600', '600'])
})

it('what an older version left for all to read is closed; what is not the bar’s stays as it is', () => {
  for (const name of ['history.json', 'settings.json.damaged-2026', 'notes.txt']) left(name)
  linked('state.json')
  chmodSync(join(folder, 'victim'), 0o666)
  closeToOthers(folder)
  expect(['history.json', 'settings.json.damaged-2026', 'notes.txt', 'victim'].map(rights)).toEqual([
    '600',
    '600',
    '666',
    '666',
  ])
})

describe('copies of damaged settings', () => {
  const copies = () => readdirSync(folder).filter((name) => name.startsWith('settings.json.damaged-'))

  it('are the agent’s alone, and one for each content', () => {
    left('settings.json', '{"a":')
    for (let start = 0; start < 5; start++) expect(openSettingsFile(folder, log).damaged).toBe(true)
    expect(copies()).toHaveLength(1)
    expect(rights(copies()[0] ?? '')).toBe('600')
  })

  it('are no more than the newest three', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    left('settings.json.damaged-2020-01-01T00-00-00-000Z', 'old')
    for (let version = 0; version < 5; version++) {
      left('settings.json', `{"version": ${String(version)}`)
      openSettingsFile(folder, log)
      vi.setSystemTime(Date.now() + 60_000)
    }
    vi.useRealTimers()
    expect(copies().map(text).sort()).toEqual(['{"version": 2', '{"version": 3', '{"version": 4'])
  })
})
