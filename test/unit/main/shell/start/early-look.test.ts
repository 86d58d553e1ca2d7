import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { earlyLook } from '../../../../../src/main/shell/start/early-look'
import { profileOf } from '../../../../../src/main/core/agent/profile'
import { emptyProfile } from '../../../../../src/shared/snapshot/reduce'
import { defaultSettings, mergeSettings } from '../../../../../src/shared/settings/settings'
import { lookOf } from '../../../../../src/main/shell/windows/bar-look'
import { withFolder } from '../../../../support/folder'

let folder: string
const write = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const system = { isDark: () => true, locales: () => ['pt-PT'], isInstalled: false }
const early = (demo = false) => earlyLook(folder, demo, system)
const look = (demo = false) => {
  const found = early(demo)
  return found && { look: found.look, ground: found.ground }
}

/** This computer may have a policy; this one is named instead, which then counts alone. */
const noPolicy = () => vi.stubEnv('VOCOM_BAR_POLICY', write('no-policy.json', '{}'))

withFolder((path) => {
  folder = path
})
beforeEach(() => noPolicy())
afterEach(() => vi.unstubAllEnvs())

/** As it is read from a file. */
const plain = (tree: object): unknown => JSON.parse(JSON.stringify(tree))

const DARK = '#1a2029'
const LIGHT = '#f6f7f9'

const defaults = { look: lookOf(defaultSettings), ground: DARK }

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

it('has the ground of the page itself', () => {
  const theme = readFileSync('src/renderer/lib/theme.css', 'utf8')
  expect(theme).toContain(`--ground: light-dark(${LIGHT}, ${DARK});`)
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
    ground: LIGHT,
  })
})

it('is as the policy has it, where that is right', () => {
  write('settings.json', JSON.stringify({ bar: { edge: 'free', textSize: 150, theme: 'dark' } }))
  const policy = {
    'bar.edge': 'bottom',
    'bar.textSize': 'large',
    bar: { theme: 'light' },
    'pabx.companyId': 'c',
  }
  vi.stubEnv('VOCOM_BAR_POLICY', write('policy.json', `\uFEFF${JSON.stringify(policy)}`))
  expect(look()).toMatchObject({ look: { edge: 'bottom', scale: 1.5 }, ground: LIGHT })
  // The demo's own settings stand elsewhere; here they are the same file.
  expect(look(true)).toMatchObject({ look: { edge: 'free' }, ground: DARK })
})

it.each([
  ['is broken', () => write('policy.json', '{"bar":')],
  ['is named and missing', () => join(folder, 'nowhere.json')],
])('waits for a policy that %s', (_what, policy) => {
  vi.stubEnv('VOCOM_BAR_POLICY', policy())
  expect(look()).toBeNull()
  expect(look(true)).toEqual(defaults)
})

it('names the agent as settings and policy have it, and leaves the demo to the program', () => {
  const profile = () => early()?.profile
  expect(profile()).toEqual({ ...emptyProfile, locale: 'pt-BR' })
  write('settings.json', JSON.stringify({ agent: { name: 'DEV', branch: '2000' }, 'bar.compact': true }))
  expect(profile()).toMatchObject({ agent: 'DEV', branch: '2000', compact: true, complete: false })
  expect(early(true)?.profile).toBeNull()
  vi.stubEnv('VOCOM_BAR_POLICY', write('policy.json', '{"language":"es","agent":{"branch":"2001"}}'))
  expect(profile()).toMatchObject({ agent: 'DEV', branch: '2001', locale: 'es' })
  noPolicy()
  write('settings.json', '{"agent":')
  expect(profile()).toBeNull()
})

it('names the agent as the program will, or leaves it to the program, whatever stands in the file', () => {
  /** Mostly right, so that a whole file often is. */
  const mostly = (right: readonly unknown[], wrong: readonly unknown[]) =>
    fc.oneof(
      { weight: 15, arbitrary: fc.constantFrom(...right) },
      { weight: 1, arbitrary: fc.constantFrom(...wrong) },
    )
  const word = mostly(['DEV', '2000', '', null], [' DEV ', 'x'.repeat(201), 2000, true, ['A']])
  const values = fc.record(
    {
      'pabx.baseUrl': mostly(['https://pabx.example.com/v2', ''], ['https://a.example.com/', 'ftp://x', 7]),
      'pabx.companyId': word,
      'agent.name': word,
      'agent.branch': word,
      'agent.queues': mostly([['SAC', 'VENDAS'], [], null], [[''], [' SAC'], [1], 'SAC']),
      'bar.theme': mostly(['dark', 'light', 'system', null], ['red']),
      'bar.edge': mostly(['bottom', null], ['left']),
      'bar.compact': mostly([true, false, null], ['true']),
      'sync.intervalSeconds': mostly([1, 300, 2.5, null], [0, 301, '5']),
      'crm.popUrl': mostly(['', null], ['https://crm.example.com/{number}', 'x']),
      language: mostly(['es', 'system', null], ['fr']),
    },
    { requiredKeys: [] },
  )
  let named = 0
  fc.assert(
    fc.property(values, fc.option(values, { nil: {} }), (settings, policy) => {
      write('settings.json', JSON.stringify(settings))
      vi.stubEnv('VOCOM_BAR_POLICY', write('policy.json', JSON.stringify(policy)))
      const profile = early()?.profile
      if (profile == null) return
      named += 1
      const { values: read } = mergeSettings(plain(settings), plain(policy))
      // The button of a record appears with the others.
      expect(profile).toEqual({ ...profileOf(read, null, system.locales()), opensRecords: false })
    }),
    { numRuns: 500 },
  )
  expect(named).toBeGreaterThan(100)
})

it('is what the settings make of the same file, whatever stands in it', () => {
  const value = fc.oneof(
    fc.boolean(),
    fc.constantFrom(null, 'top', 'bottom', 'free', 'left', 'true'),
    fc.integer({ min: 90, max: 210 }),
    fc.double({ min: 99, max: 201 }),
  )
  const names = ['edge', 'textSize', 'alwaysOnTop', 'autoHide', 'reserve', 'compact']
  const bars = fc.dictionary(fc.constantFrom(...names), value)
  fc.assert(
    fc.property(bars, bars, (bar, managed) => {
      write('settings.json', JSON.stringify({ bar }))
      vi.stubEnv('VOCOM_BAR_POLICY', write('policy.json', JSON.stringify({ bar: managed })))
      const { values } = mergeSettings(plain({ bar }), plain({ bar: managed }))
      expect(look()?.look).toEqual(lookOf(values))
    }),
  )
})
