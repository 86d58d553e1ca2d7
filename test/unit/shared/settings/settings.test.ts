import { describe, expect, it } from 'vitest'
import { flatten } from '../../../../src/shared/settings/flatten'
import { isWindowCommand } from '../../../../src/shared/commands/window-commands'
import {
  defaultSettings,
  mergeSettings,
  policyOnly,
  settingNames,
} from '../../../../src/shared/settings/settings'

describe('settings', () => {
  it('reads nested and dotted names alike', () => {
    const nested = {
      pabx: { baseUrl: 'https://pabx.example.com/' },
      hotkeys: { 'call.hangUp': null, call: { hold: 'F9' } },
    }
    const dotted = {
      'pabx.baseUrl': 'https://pabx.example.com',
      'hotkeys.call.hangUp': null,
      'hotkeys.call.hold': 'F9',
    }
    expect(mergeSettings(nested, {}).values).toEqual(mergeSettings(dotted, {}).values)
    expect(mergeSettings(nested, {}).values).toMatchObject({
      'pabx.baseUrl': 'https://pabx.example.com',
      'hotkeys.call.hangUp': null,
      'hotkeys.call.hold': 'F9',
      'hotkeys.call.toggleHold': 'CommandOrControl+Shift+F9',
    })
  })

  it('lets the policy win, and tells what it locked', () => {
    const { values, locked } = mergeSettings({ agent: { branch: '1' } }, { 'agent.branch': '2' })
    expect(values['agent.branch']).toBe('2')
    expect(locked).toContain('agent.branch')
    expect(locked).not.toContain('agent.name')
  })

  it.each([
    ['a wrong type', { bar: { alwaysOnTop: 'yes' } }, 'bar.alwaysOnTop'],
    ['another choice', { 'bar.edge': 'left' }, 'bar.edge'],
    ['an address with a password in it', { 'pabx.baseUrl': 'https://me:secret@pabx' }, 'pabx.baseUrl'],
    ['a feed with a password in it', { 'updates.feedUrl': 'https://me:secret@feed/x' }, 'updates.feedUrl'],
    ['an address that is none', { 'pabx.baseUrl': 'javascript:alert(1)' }, 'pabx.baseUrl'],
    ['a time zone that does not exist', { 'pabx.timeZone': 'Mars/Olympus' }, 'pabx.timeZone'],
    ['an interval of nothing', { sync: { intervalSeconds: 0 } }, 'sync.intervalSeconds'],
  ])('falls back to the default for %s, and says so', (_name, file, name) => {
    const { values, problems } = mergeSettings(file, {})
    expect(values).toEqual(defaultSettings)
    expect(problems).toEqual([{ name, source: 'file', why: 'invalid' }])
  })

  it('lets only the policy say what an administrator has to allow', () => {
    const name = 'pabx.allowInsecureHttp'
    expect(mergeSettings({ [name]: true }, {})).toMatchObject({
      values: { [name]: false },
      locked: [...policyOnly],
      problems: [{ name, source: 'file', why: 'policyOnly' }],
    })
    expect(mergeSettings({ [name]: false }, {}).problems).toEqual([])
    expect(mergeSettings({}, { [name]: true }).values[name]).toBe(true)
  })

  it('survives anything', () => {
    for (const file of [null, 7, [], 'x', { __proto__: { x: 1 } }, { unknown: { deep: [1] } }]) {
      expect(mergeSettings(file, null).values).toEqual(defaultSettings)
    }
    expect(flatten(JSON.parse('{"__proto__":{"polluted":1}}'))).toBeTypeOf('object')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

it('has a hotkey for the commands of the bar, and none for what only a window asks for', () => {
  expect(settingNames).toContain('hotkeys.call.hangUp')
  expect(settingNames.filter((name) => isWindowCommand(name.slice('hotkeys.'.length)))).toEqual([])
})
