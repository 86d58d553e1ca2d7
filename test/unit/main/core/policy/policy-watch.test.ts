import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { intentId } from '../../../../../src/shared/ids'
import type { Policy } from '../../../../../src/main/core/policy/policy'
import { createPolicyWatch } from '../../../../../src/main/core/policy/policy-watch'
import { createSettingsStore } from '../../../../../src/main/core/settings/settings-store'
import { createStore } from '../../../../../src/main/core/kernel/store'
import { settingNames, isGrave } from '../../../../../src/shared/settings/settings'
import { createFakeClock } from '../../../../support/clock'
import { activeCall, callsOf, readySnapshot } from '../../../../support/core'
import { sentIntent } from '../../../../support/samples'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const where = '/etc/vocom-bar/policy.json'
const set = (tree: Readonly<Record<string, unknown>>): Policy => ({ kind: 'inForce', tree, where })
const none: Policy = { kind: 'none' }
const untrusted: Policy = { kind: 'refused', why: 'untrusted', where }
const unreadable: Policy = { kind: 'refused', why: 'unreadable', where }

const own = {
  pabx: { baseUrl: 'https://own.example' },
  links: { confirmDial: true },
  updates: { feedUrl: 'https://own.example/feed' },
  bar: { edge: 'bottom' },
}

/** A desk whose policy can change; what it keeps is there at its next start. */
function desk() {
  const kept: { standing: unknown } = { standing: null }
  const start = (first: Policy, file: Record<string, unknown> = own) => {
    let policy = first
    const clock = createFakeClock()
    const store = createStore(readySnapshot)
    const source = {
      first,
      look: () => Promise.resolve(policy),
      standing: kept.standing,
      keep: (values: unknown) => {
        kept.standing = JSON.parse(JSON.stringify(values))
        return Promise.resolve()
      },
    }
    const settings = createSettingsStore({ read: () => file, write: () => Promise.resolve() }, source, log)
    const watch = createPolicyWatch({ store, settings, source, clock, log })
    watch.live()
    const become = async (next: Policy) => {
      policy = next
      await watch.look()
    }
    const told = () => store.get().notices.map(({ id }) => id)
    const later = async (next: Policy) => {
      policy = next
      await clock.advance(5 * 60_000)
    }
    return { settings, store, become, later, told, values: () => settings.get().values }
  }
  return { start, kept }
}

const company = { pabx: { baseUrl: 'https://company.example' }, 'links.confirmDial': false }

describe('a policy that does not count', () => {
  it.each([untrusted, unreadable])(
    'leaves what was last in force as it was, locked ($why)',
    async (refused) => {
      const { start } = desk()
      start(set({ ...company, 'bar.edge': 'top' }))
      const { settings, values, told } = start(refused)
      expect(values()).toMatchObject({
        'pabx.baseUrl': 'https://company.example',
        'links.confirmDial': false,
        'updates.feedUrl': 'https://own.example/feed',
        // Nothing else of it is in force.
        'bar.edge': 'bottom',
      })
      expect(settings.get().locked).toEqual(expect.arrayContaining(settingNames.filter(isGrave)))
      await settings.save({ 'pabx.baseUrl': 'https://elsewhere.example', 'bar.edge': 'free' })
      expect(values()).toMatchObject({ 'pabx.baseUrl': 'https://company.example', 'bar.edge': 'free' })
      expect(told()).toEqual([`policy_${refused.why}`])
    },
  )

  it('leaves nothing configured where nothing was in force before', () => {
    const { start, kept } = desk()
    const { values } = start(untrusted)
    expect(values()).toMatchObject({ 'pabx.baseUrl': '', 'links.confirmDial': true, 'updates.feedUrl': '' })
    expect(kept.standing).toBeNull()
  })

  it('does not come into force by way of settings.json', () => {
    const { start } = desk()
    start(none)
    const { values } = start(untrusted, { ...own, pabx: { baseUrl: 'https://elsewhere.example' } })
    expect(values()['pabx.baseUrl']).toBe('https://own.example')
  })

  it('leaves what the agent had chosen last, where nobody managed it before', async () => {
    const { start } = desk()
    await start(none).settings.save({ 'links.confirmDial': false })
    expect(start(unreadable).values()).toMatchObject({
      'pabx.baseUrl': 'https://own.example',
      'links.confirmDial': false,
    })
  })
})

describe('a policy that changes while the bar runs', () => {
  it('is in force minutes later, and free again when it is gone', async () => {
    const { values, later, settings } = desk().start(none)
    await later(set(company))
    expect(values()['pabx.baseUrl']).toBe('https://company.example')
    expect(settings.get().locked).toContain('pabx.baseUrl')
    await later(none)
    expect(values()['pabx.baseUrl']).toBe('https://own.example')
    expect(settings.get().locked).not.toContain('pabx.baseUrl')
  })

  it('is told when it stops to count, and no longer when it counts again', async () => {
    const { values, become, told } = desk().start(set(company))
    await become(untrusted)
    expect(told()).toEqual(['policy_untrusted'])
    expect(values()['pabx.baseUrl']).toBe('https://company.example')
    await become(unreadable)
    expect(told()).toEqual(['policy_unreadable'])
    await become(set(company))
    expect(told()).toEqual([])
  })

  it('waits for the end of a call before it takes the bar to another PABX', async () => {
    const { store, values, become } = desk().start(none)
    store.apply({ type: 'restored', ...readySnapshot, ...callsOf(activeCall), at: steadyTime(1) })
    await become(set(company))
    expect(values()['pabx.baseUrl']).toBe('https://own.example')
  })

  it('says of an agent who stays logged in at the PABX before', async () => {
    const { store, become, told } = desk().start(none)
    const intent = {
      ...sentIntent,
      command: 'agent.login',
      aim: { standing: 'available', breakId: null },
    } as const
    store.apply({ type: 'intentSent', intent })
    store.apply({
      type: 'intentSettled',
      id: intentId('i'),
      state: 'accepted',
      error: null,
      at: steadyTime(1),
    })
    await become(set(company))
    expect(told()).toEqual(['left-logged-in'])
  })
})
