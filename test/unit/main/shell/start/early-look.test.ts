import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { earlyLook } from '../../../../../src/main/shell/start/early-look'
import { defaultSettings, mergeSettings } from '../../../../../src/shared/settings/settings'
import { lookOf } from '../../../../../src/main/shell/windows/bar-look'
import { withFolder } from '../../../../support/folder'

let folder: string
const write = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const look = (demo = false) => earlyLook(folder, demo, () => true)

withFolder((path) => {
  folder = path
})
afterEach(() => vi.unstubAllEnvs())

const defaults = { look: lookOf(defaultSettings), dark: true }

it('is the default where there are no settings, or none that can be read', () => {
  expect(look()).toEqual(defaults)
  for (const text of [
    '',
    '[]',
    '{"bar":',
    '{"bar":{"edge":"left","textSize":"200","theme":3,"autoHide":"yes"}}',
  ]) {
    write('settings.json', text)
    expect(look()).toEqual(defaults)
  }
})

it('is as the settings have it, nested or dotted', () => {
  write(
    'settings.json',
    JSON.stringify({
      bar: { edge: 'bottom', textSize: 150, reserve: true, alwaysOnTop: false, compact: true },
      'bar.theme': 'light',
    }),
  )
  expect(look()).toEqual({
    look: { edge: 'bottom', alwaysOnTop: false, autoHide: false, reserve: true, compact: true, scale: 1.5 },
    dark: false,
  })
})

it.each([
  ['decides on the bar', '{"bar":{"edge":"bottom"}}', null],
  ['is broken', '{"bar":', null],
  ['decides on something else', '{"pabx":{"companyId":"c"}}', defaults],
])('waits for a policy that %s', (_what, policy, expected) => {
  vi.stubEnv('VOCOM_BAR_POLICY', write('policy.json', policy))
  expect(look()).toEqual(expected)
  expect(look(true)).toEqual(defaults)
})

it('is what the settings make of the same file, whatever stands in it', () => {
  const value = fc.oneof(
    fc.boolean(),
    fc.constantFrom(null, 'top', 'bottom', 'free', 'left', 'true'),
    fc.integer({ min: 90, max: 210 }),
    fc.double({ min: 99, max: 201 }),
  )
  const names = ['edge', 'textSize', 'alwaysOnTop', 'autoHide', 'reserve', 'compact']
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), (bar) => {
      write('settings.json', JSON.stringify({ bar }))
      const { values } = mergeSettings(JSON.parse(JSON.stringify({ bar })), {})
      expect(look()?.look).toEqual(lookOf(values))
    }),
  )
})
