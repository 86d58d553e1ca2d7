import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importSettings } from '../../../src/main/core/settings/settings-transfer'
import type { KeyRing } from '../../../src/main/core/secrets/key-ring'
import { noPolicy } from '../../../src/main/core/policy/policy'
import { createSettingsStore } from '../../../src/main/core/settings/settings-store'
import {
  defaultSettings,
  isGrave,
  isSettingName,
  mergeSettings,
  settingNames,
  settingTable,
  type MergedSettings,
  type SettingName,
} from '../../../src/shared/settings/settings'
import { createStore } from '../../../src/main/core/kernel/store'
import { createFakeClock } from '../../support/clock'
import { readySnapshot } from '../../support/core'
import {
  deepJson,
  inLinearTime,
  LIMIT_MS,
  longRuns,
  longWith,
  runs,
  textWith,
  treeWith,
} from '../../support/doors'

const names = [
  ...settingNames,
  'pabx',
  'agent',
  'bar',
  'hotkeys',
  'call',
  'links',
  'updates',
  'baseUrl',
  'edge',
]
const leaves = [
  ...[
    'https://elsewhere.example',
    'http://pabx.example',
    'javascript:alert(1)',
    'top',
    'off',
    'Mars/Olympus',
  ],
  ...['/etc/passwd', '\\\\host\\share', 'F9', '10:15 10', 'http://proxy:8080', 'https://me:secret@pabx'],
  ...[true, false, null, 0, -1, 7, 1e308, 150, [], ['FILA'], {}],
]
const tree = treeWith(names, leaves)
const pieces = [
  '{',
  '}',
  '"pabx.baseUrl":',
  '"https://x.example"',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\u0000',
  'null',
  '1',
]

/** What is wrong with settings that were read; nothing, if they are all that they say they are. */
function faultsOf({ values, locked, problems }: MergedSettings): readonly unknown[] {
  return [
    ...Object.keys(values).filter((name) => !isSettingName(name)),
    ...settingNames.filter((name) => !settingTable[name].schema.safeParse(values[name]).success),
    ...locked.filter((name) => !isSettingName(name)),
    ...problems.filter(({ name }) => typeof name !== 'string'),
  ]
}

describe('a file of settings and a policy of any kind', () => {
  it(
    'give each setting a value that it may have',
    () => {
      fc.assert(
        fc.property(tree, tree, fc.option(tree), (file, policy, standing) => {
          expect(faultsOf(mergeSettings(file, policy))).toEqual([])
          const held = standing === null ? null : mergeSettings({}, standing).values
          const merged = mergeSettings(file, policy, held)
          expect(faultsOf(merged)).toEqual([])
          if (held !== null)
            for (const name of settingNames.filter(isGrave)) {
              expect(merged.values[name]).toEqual(held[name])
              expect(merged.locked).toContain(name)
            }
          expect(mergeSettings(file, {}).values['pabx.allowInsecureHttp']).toBe(false)
        }),
        runs,
      )
    },
    LIMIT_MS,
  )

  it('are read where they are nested without end', () => {
    const deep: unknown = JSON.parse(deepJson('1'))
    const among: unknown = JSON.parse(`{"bar":${deepJson('1')},"agent":{"name":"DEV"}}`)
    expect(mergeSettings(deep, deep).values).toEqual(defaultSettings)
    expect(mergeSettings(among, {}).values['agent.name']).toBe('DEV')
  })
})

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const own = { pabx: { baseUrl: 'https://pabx.example', companyId: 'company' }, agent: { name: 'DEV' } }
const before = mergeSettings(own, {}).values

/** The stored key belongs to the address above. */
const keyRing = (kept: string[]): KeyRing => ({
  keyFor: () => null,
  hasKey: () => true,
  version: () => 0,
  isElsewhere: ({ origin }) => Promise.resolve(origin !== 'https://pabx.example'),
  load: () => Promise.resolve('present'),
  save: (_place, key) => {
    kept.push(key)
    return Promise.resolve('present')
  },
  useForSession: () => 'present',
})

/** Takes over a file with that text, the agent agreeing; answers what became of it. */
async function taken(text: string, key: string | null) {
  const asked: string[] = []
  const written: unknown[] = []
  const kept: string[] = []
  const write = (next: unknown): Promise<void> => {
    written.push(next)
    return Promise.resolve()
  }
  const settings = createSettingsStore({ read: () => own, write }, noPolicy, log)
  const outcome = await importSettings(
    {
      settings,
      keyRing: keyRing(kept),
      clock: createFakeClock(),
      store: createStore(readySnapshot),
      forgetCopied: () => Promise.resolve(),
      files: { open: () => Promise.resolve(text), save: () => Promise.reject(new Error('nothing is saved')) },
      confirmImport: ({ detail }) => {
        asked.push(detail)
        return Promise.resolve(true)
      },
    },
    key,
  )
  return { outcome, asked: asked.join('\n'), written, kept, merged: settings.get() }
}

describe('an imported file of any kind', () => {
  const text = fc.oneof(
    tree.map((value) => JSON.stringify(value)),
    fc
      .dictionary(fc.constantFrom(...names), fc.constantFrom(...leaves), { maxKeys: 5 })
      .map((flat) => JSON.stringify(flat)),
    textWith(...pieces),
  )

  it(
    'changes what was shown, or nothing',
    async () => {
      await fc.assert(
        fc.asyncProperty(text, fc.constantFrom(null, 'a-key'), async (said, key) => {
          const { outcome, asked, written, kept, merged } = await taken(said, key)
          expect(outcome).toMatchObject({ ok: expect.any(Boolean) as boolean })
          expect(faultsOf(merged)).toEqual([])
          const { values } = merged
          const changed = settingNames.filter(
            (name: SettingName) => JSON.stringify(values[name]) !== JSON.stringify(before[name]),
          )
          expect(changed.filter(isGrave).filter((name) => !asked.includes(`${name}: `))).toEqual([])
          if (asked === '') expect({ changed, written, kept }).toEqual({ changed: [], written: [], kept: [] })
          expect(values['pabx.allowInsecureHttp']).toBe(false)
          if (key === null && values['pabx.baseUrl'] !== '' && values['pabx.companyId'] !== '')
            expect(values['pabx.baseUrl']).toBe('https://pabx.example')
        }),
        runs,
      )
    },
    LIMIT_MS,
  )

  it.each([deepJson('1'), `{"bar":${deepJson('1')}}`, `${'['.repeat(100_000)}${']'.repeat(100_000)}`])(
    'is refused where it is nested without end',
    async (said) => {
      expect(await taken(said, null)).toMatchObject({ outcome: { ok: false }, asked: '', written: [] })
    },
  )

  it(
    'is read in linear time',
    () => {
      fc.assert(
        fc.property(longWith(...pieces), fc.constantFrom(...settingNames), (long, name) => {
          expect(inLinearTime(() => mergeSettings({ [name]: long, [long]: long }, { [name]: [long] }))).toBe(
            true,
          )
        }),
        longRuns,
      )
      const many = Object.fromEntries(
        Array.from({ length: 50_000 }, (_none, index) => [`x${index}`, { y: {} }]),
      )
      expect(inLinearTime(() => mergeSettings(many, many))).toBe(true)
    },
    LIMIT_MS,
  )
})
