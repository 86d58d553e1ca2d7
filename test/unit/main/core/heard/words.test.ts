import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { outcomeWords, stateWords } from '../../../../../src/main/core/heard/words'
import { earcons } from '../../../../../src/shared/heard/earcons'
import { say } from '../../../../../src/shared/i18n/say'
import { locales } from '../../../../../src/shared/i18n/locale'
import type { Snapshot } from '../../../../../src/shared/snapshot/state'
import { activeCall, callsOf, consultedCall, readySnapshot, waitingCall } from '../../../../support/core'

const confirmed: Snapshot = {
  ...readySnapshot,
  sync: { ...readySnapshot.sync, phase: 'fresh', confirmedAt: steadyTime(1) },
}
const onBreak: Snapshot = {
  ...confirmed,
  asked: { standing: 'onBreak', breakId: 'b2', since: steadyTime(0), contradictions: 0, confirmed: true },
}
const available: Snapshot = {
  ...confirmed,
  asked: { standing: 'available', breakId: null, since: steadyTime(0), contradictions: 0, confirmed: true },
}
const said = (snapshot: Snapshot, minutes: number): readonly string[] =>
  locales.map((locale) =>
    say(
      stateWords(
        { ...snapshot, profile: { ...snapshot.profile, locale } },
        steadyTime(minutes * 60_000 + 59_000),
      ),
      locale,
    ),
  )

describe('bar.say', () => {
  it('says state, call, minutes and what may be done, in three languages', () => {
    const inCall = { ...available, ...callsOf({ ...activeCall, startedAt: steadyTime(60_000) }) }
    expect(said(inCall, 12)).toEqual([
      'Disponível, há 12 minutos. Chamada 1199999999: Em chamada, 11 minutos. Você pode: Desligar, Espera, Transferir, Consultar antes, Pausa.',
      'Available, for 12 minutes. Call 1199999999: In a call, 11 minutes. You may: Hang up, Hold, Transfer, Consult first, Break.',
      'Disponible, desde hace 12 minutos. Llamada 1199999999: En llamada, 11 minutos. Usted puede: Colgar, Retener, Transferir, Consultar antes, Pausa.',
    ])
  })
  it('says the break, and one minute as one', () => {
    expect(said(onBreak, 1)[1]).toBe('On break, Almoço, for 1 minute. You may: Dial, Return, Break, Log out.')
  })
  it('says both calls, the one that the agent speaks to first', () => {
    const text = said({ ...available, ...callsOf(waitingCall, consultedCall) }, 3)[1] ?? ''
    expect(text.indexOf('2008')).toBeGreaterThan(0)
    expect(text.indexOf('2008')).toBeLessThan(text.indexOf('1199999999'))
  })
  it('logged out, says no minutes', () => {
    const out: Snapshot = {
      ...confirmed,
      asked: {
        standing: 'loggedOut',
        breakId: null,
        since: steadyTime(0),
        contradictions: 0,
        confirmed: true,
      },
    }
    expect(said(out, 5)[1]).toMatch(/^Logged out\. You may: .*Log in/)
  })
})

describe('an outcome', () => {
  const press = { id: 'break.toggle', source: 'hotkey', callKey: null } as const
  it('of the break key says the break, the return, or that the list is open', () => {
    const words = (now: Snapshot) => outcomeWords(press, { ok: true }, now)
    expect(words(onBreak)).toEqual({ key: 'heard_on_break', values: { name: 'Almoço' } })
    expect(words(available)).toEqual({ key: 'heard_returned' })
    expect(words({ ...available, panel: 'breaks' })).toEqual({ key: 'heard_breaks_open' })
  })
  it('that only moved the focus says nothing, because what has it is read', () => {
    for (const id of ['bar.focus', 'settings.open', 'call.transfer'] as const)
      expect(outcomeWords({ ...press, id }, { ok: true }, available)).toBe(null)
  })
})

it('no two tones are alike in pitch and length', () => {
  const forms = Object.values(earcons).map((notes) =>
    notes.map(({ pitch, milliseconds }) => `${String(pitch)} ${String(milliseconds)}`).join(),
  )
  expect(new Set(forms).size).toBe(forms.length)
})
