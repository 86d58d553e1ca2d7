import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { intentId } from '../../../../../src/shared/ids'
import {
  identityChanges,
  leftLoggedIn,
  objectionTo,
  whyIdentityStays,
} from '../../../../../src/main/core/agent/identity-change'
import { noPolicy } from '../../../../../src/main/core/policy/policy'
import { createSettingsStore } from '../../../../../src/main/core/settings/settings-store'
import { createStore } from '../../../../../src/main/core/kernel/store'
import type { Snapshot } from '../../../../../src/shared/snapshot/state'
import type { Outcome } from '../../../../../src/shared/outcome'
import type { SettingsDraft } from '../../../../../src/shared/settings/draft'
import { defaultSettings } from '../../../../../src/shared/settings/settings'
import { callsOf, activeCall, readySnapshot } from '../../../../support/core'
import { sentIntent } from '../../../../support/samples'

const now = { ...defaultSettings, 'pabx.baseUrl': 'https://pabx.example', 'agent.name': 'DEV' }
const asked = {
  standing: 'available',
  since: steadyTime(0),
  breakId: null,
  confirmed: true,
  contradictions: 0,
} as const
const fresh = { phase: 'fresh', confirmedAt: steadyTime(1), failingSince: null, failure: null } as const
const loggedIn: Snapshot = { ...readySnapshot, asked, sync: fresh }

describe('what changes whom the bar speaks with', () => {
  it('is not what is written otherwise, nor what has nothing to do with it', () => {
    expect(identityChanges(now, { 'pabx.baseUrl': ' https://pabx.example/ ', 'bar.theme': 'dark' })).toEqual(
      [],
    )
  })
  it('is another address, company or agent', () => {
    const wanted = { 'pabx.baseUrl': 'https://other.example', 'pabx.companyId': 'c', 'agent.name': 'MARIA' }
    expect(identityChanges(now, wanted)).toEqual(Object.keys(wanted))
  })
})

describe('whom the bar speaks with', () => {
  it.each<[string, Partial<Snapshot>, string | undefined]>([
    ['is free', {}, undefined],
    ['stays while a call is up', callsOf(activeCall), 'setting_in_call'],
    [
      'stays while it is not known whether one is',
      callsOf({ ...activeCall, phase: 'doubtful', id: null }),
      'setting_in_call',
    ],
    ['stays until a command is answered', { intents: [sentIntent] }, 'reason_being_done'],
    ['is free when it was', { intents: [{ ...sentIntent, state: 'accepted' }] }, undefined],
  ])('%s', (_words, change, key) => {
    expect(whyIdentityStays({ ...readySnapshot, ...change })?.key).toBe(key)
  })

  it('leaves somebody logged in only when the agent, company or PABX changes', () => {
    expect(leftLoggedIn(loggedIn, ['agent.name'])).toBe('DEV')
    expect(leftLoggedIn(loggedIn, [])).toBeNull()
    expect(leftLoggedIn(readySnapshot, ['agent.name'])).toBeNull()
    expect(
      leftLoggedIn({ ...loggedIn, asked: { ...asked, standing: 'loggedOut' } }, ['agent.name']),
    ).toBeNull()
  })
})

describe('saving another agent', () => {
  const draft: SettingsDraft = { values: { 'agent.name': 'MARIA' }, key: null }
  const save = async (
    change: Partial<SettingsDraft>,
    snapshot = loggedIn,
    answer: Outcome = { ok: true },
  ) => {
    const store = createStore(snapshot)
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    const file = { read: () => ({ 'agent.name': 'DEV' }), write: () => Promise.resolve() }
    const settings = createSettingsStore(file, noPolicy, log)
    const logOut = () => {
      if (answer.ok) {
        const intent = { ...sentIntent, aim: { standing: 'loggedOut', breakId: null } } as const
        store.apply({ type: 'intentSent', intent })
        store.apply({
          type: 'intentSettled',
          id: intentId('i'),
          state: 'accepted',
          error: null,
          at: steadyTime(1),
        })
      }
      return Promise.resolve(answer)
    }
    return objectionTo({ store, settings, logOut }, { ...draft, ...change })
  }

  it('asks what becomes of the one who is logged in', async () => {
    expect(await save({})).toEqual({
      ok: false,
      why: 'refused',
      problems: [],
      stillLoggedIn: 'DEV',
      sentence: { key: 'still_logged_in', values: { agent: 'DEV' } },
    })
  })
  it('logs that one out first', async () => {
    expect(await save({ leaving: 'logOut' })).toEqual({ leaves: null })
  })
  it('says why that was not possible, and asks again', async () => {
    const sentence = { key: 'failure_timed_out' } as const
    const objection = await save({ leaving: 'logOut' }, loggedIn, { ok: false, why: 'unknown', sentence })
    expect(objection).toEqual({
      ok: false,
      why: 'refused',
      problems: [],
      stillLoggedIn: 'DEV',
      sentence: { key: 'not_logged_out', values: { agent: 'DEV', what: sentence } },
    })
  })
  it('knows of one who stays logged in', async () => {
    expect(await save({ leaving: 'stay' })).toEqual({ leaves: 'DEV' })
  })
  it('does not ask while the PABX cannot be reached: a wrong address must be mendable', async () => {
    const failing = { ...loggedIn, sync: { ...fresh, phase: 'failing' } } as const
    expect(await save({}, failing)).toEqual({ leaves: 'DEV' })
  })
  it('marks each field that has to wait for the end of the call', async () => {
    const objection = await save({ leaving: 'stay' }, { ...loggedIn, ...callsOf(activeCall) })
    expect(objection).toMatchObject({
      problems: [{ name: 'agent.name', sentence: { key: 'setting_in_call' } }],
    })
  })
})
