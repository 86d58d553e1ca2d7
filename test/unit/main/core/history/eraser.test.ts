import { describe, expect, it } from 'vitest'
import { steadyTime, wallTime } from '../../../../../src/shared/time'
import { intentId, callKey, callId } from '../../../../../src/shared/ids'
import { eraseFromLog } from '../../../../../src/main/core/history/erase-log'
import { createEraser } from '../../../../../src/main/core/history/eraser'
import { createGate } from '../../../../../src/main/core/kernel/gate'
import { createHistory } from '../../../../../src/main/core/history/history'
import { writeHistories } from '../../../../../src/main/core/history/history-file'
import { createMemory, createStateFile } from '../../../../../src/main/core/persistence/memory'
import { remember } from '../../../../../src/main/core/persistence/remembered'
import { createStore } from '../../../../../src/main/core/kernel/store'
import { noticeOfIntent } from '../../../../../src/shared/snapshot/notice-ids'
import { notice } from '../../../../../src/shared/snapshot/notices'
import type { Intent, Snapshot } from '../../../../../src/shared/snapshot/state'
import { createFakeClock } from '../../../../support/clock'
import { activeCall, callsOf, readySnapshot } from '../../../../support/core'

const CUSTOMER = '11999998888'
const spellings = ['+5511999998888', '011999998888', '11999998888', '5511999998888', '1199998888'] as const
const OTHER = '1133334444'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function textFile(text: string | null = null) {
  const disk = { text, refuses: false }
  return {
    disk,
    read: () => Promise.resolve(disk.text),
    write: (next: string) => {
      if (disk.refuses) return Promise.reject(new Error('ENOSPC'))
      disk.text = next
      return Promise.resolve()
    },
  }
}

const intentOf = (id: string, subject: string, state: Intent['state']): Intent => ({
  id: intentId(id),
  command: 'call.dial',
  subject,
  callId: null,
  callKey: null,
  state,
  sentAt: steadyTime(0),
  error: null,
  aim: null,
})

async function desk(changes: Partial<Snapshot> = {}, logs = { text: '', refuses: false }, hasRows = false) {
  const clock = createFakeClock()
  const store = createStore({ ...readySnapshot, ...changes })
  const live = createGate()
  const at = wallTime(clock.now())
  const entries = [...spellings, OTHER].map((number) => ({ number, direction: 'outbound' as const, at }))
  const history = {
    calls: entries,
    breaks: [],
    transfers: [
      { to: '+55 11 99999-8888', at },
      { to: '2001', at },
    ],
    favourites: ['SUPORTE.ANA', CUSTOMER],
    reports: [],
  }
  const historyFile = textFile(writeHistories({ 'another agent': history, '': history }))
  const stateFile = textFile()
  const durableState = createStateFile(store, stateFile, clock, log)
  const { saveNow } = createMemory(store, durableState, live)
  const keeper = createHistory({
    store,
    clock,
    file: historyFile,
    keepDays: () => 7,
    onUnread: () => null,
    onRefused: () => undefined,
    live,
  })
  store.subscribe(keeper.onSnapshot)
  const unread = { isThere: true, refuses: false }
  const logFiles = {
    rewrite: (change: (text: string) => string) => {
      if (logs.refuses) throw new Error('EACCES')
      logs.text = change(logs.text)
    },
  }
  const eraser = createEraser({
    store,
    history: keeper,
    saveNow,
    stateFile: durableState,
    forgetUnread: () => {
      if (unread.refuses) return Promise.reject(new Error('EACCES'))
      unread.isThere = false
      return Promise.resolve()
    },
    logFiles,
    reports: { hasRows: () => hasRows },
    log,
  })
  await keeper.load()
  eraser.begin()
  live.open()
  return { clock, store, eraser, historyFile, stateFile, logs, unread, keeper }
}

describe('a number that is erased', () => {
  it.each(spellings)(
    'asked for as %s, is gone from the history of every agent, in memory and on disk',
    async (asked) => {
      const { eraser, historyFile, keeper, store } = await desk()
      const outcome = await eraser.erase(asked)
      expect(outcome).toMatchObject({
        ok: true,
        sentence: { key: 'erase_found', values: { history: 10, transfers: 2, favourites: 2 } },
      })
      const kept = historyFile.disk.text ?? ''
      for (const spelling of spellings) expect(kept).not.toContain(spelling)
      expect(kept).not.toContain('99999-8888')
      expect(kept.split(OTHER)).toHaveLength(3)
      expect(kept).toContain('SUPORTE.ANA')
      expect(keeper.read().calls.map(({ number }) => number)).toEqual([OTHER])
      expect(store.get().recentTransfers).toEqual(['2001'])
    },
  )

  it('takes with it a call, commands and messages of the last run', async () => {
    const told = (id: string, number: string) =>
      notice(
        noticeOfIntent(intentId(id)),
        'failure',
        {
          key: 'press_failed',
          values: { command: '', what: { key: 'dial_unknown', values: { number, what: '' } } },
        },
        steadyTime(0),
      )
    const { eraser, store, stateFile } = await desk({
      ...callsOf({ ...activeCall, number: '+5511999998888' }),
      hungUp: { key: callKey('k1'), callId: callId('before'), number: CUSTOMER, at: steadyTime(0) },
      intents: [intentOf('lost', '011999998888', 'unknown'), intentOf('other', OTHER, 'unknown')],
      notices: [told('lost', '011999998888'), told('other', OTHER)],
    })
    expect(await eraser.erase(CUSTOMER)).toMatchObject({
      ok: true,
      sentence: { values: { calls: 2, commands: 1, notices: 1 } },
    })
    const { call, hungUp, intents, notices } = store.get()
    expect(call).toBeNull()
    expect(hungUp).toEqual({ key: 'k1', callId: 'before', number: '', at: 0 })
    expect(intents.map(({ id }) => id)).toEqual(['other'])
    expect(notices.map(({ id }) => id)).toEqual([noticeOfIntent(intentId('other'))])
    expect(stateFile.disk.text).toBe(remember(store.get()))
    expect(stateFile.disk.text).not.toContain('99999')
  })

  it('stays with a call in progress and a command under way, and says so', async () => {
    const { eraser, store, clock } = await desk()
    store.apply({
      type: 'callPlacing',
      key: callKey('k1'),
      consultFor: null,
      number: CUSTOMER,
      at: clock.now(),
    })
    store.apply({
      type: 'intentSent',
      intent: { ...intentOf('sent', CUSTOMER, 'sent'), sentAt: clock.now() },
    })
    const { call, intents } = store.get()
    expect(await eraser.erase(CUSTOMER)).toMatchObject({
      ok: true,
      sentence: {
        key: 'erase_left',
        values: { left: { key: 'erase_left_call' }, what: { values: { calls: 0, commands: 0 } } },
      },
    })
    expect(store.get()).toMatchObject({ call, intents })
    store.apply({ type: 'callPlaced', key: callKey('k1'), id: callId('the-id'), at: clock.now() })
    expect(await eraser.erase(CUSTOMER)).toMatchObject({
      sentence: { values: { left: { key: 'erase_left_call' } } },
    })
    expect(store.get().call?.id).toBe('the-id')
  })

  it('leaves the rows of an open report, and says so', async () => {
    const { eraser } = await desk({}, undefined, true)
    expect(await eraser.erase(CUSTOMER)).toMatchObject({
      sentence: { key: 'erase_left', values: { left: { key: 'erase_left_report' } } },
    })
  })

  it('is no longer proposed', async () => {
    const { eraser, store, clock } = await desk()
    const reading = { number: OTHER, rest: '', others: [{ number: '+5511999998888', rest: '' }] }
    store.apply({ type: 'numberProposed', reading, from: 'clipboard', at: clock.now() })
    expect(await eraser.erase(CUSTOMER)).toMatchObject({ sentence: { values: { proposals: 1 } } })
    expect(store.get()).toMatchObject({ proposedNumber: null, panel: null })
  })

  it('of which there is nothing, is told to be nowhere', async () => {
    const { eraser } = await desk()
    expect(await eraser.erase('21988887777')).toEqual({ ok: true, sentence: { key: 'erase_found_nothing' } })
  })

  it('that the disk still holds is no success', async () => {
    const { eraser, historyFile, logs } = await desk()
    historyFile.disk.refuses = true
    expect(await eraser.erase(CUSTOMER)).toMatchObject({
      ok: false,
      why: 'failed',
      sentence: { key: 'erase_not_written', values: { what: { values: { history: 10 } } } },
    })
    historyFile.disk.refuses = false
    logs.refuses = true
    expect(await eraser.erase('2001')).toMatchObject({ ok: false, sentence: { key: 'erase_not_written' } })
  })

  it('is erased with the whole of a file that could not be read', async () => {
    const { eraser, unread } = await desk()
    expect(await eraser.erase(CUSTOMER)).toMatchObject({ ok: true })
    expect(unread.isThere).toBe(false)
    unread.refuses = true
    expect(await eraser.erase(CUSTOMER)).toMatchObject({ ok: false, sentence: { key: 'erase_not_written' } })
  })
})

describe('in a log', () => {
  it('a number is erased in every spelling, and what its mask has left', async () => {
    const lines = [
      '[2026-03-02 12:34:56.789] [info]  dialled *******8888',
      '[2026-03-02 12:34:56.789] [info]  dialled (**) *****-8888 now',
      '[2026-03-02 12:34:56.789] [info]  +55 11 99999-8888 and ******4444',
      '[2026-03-02 12:34:56.888] [info]  8888 ms',
    ]
    const logs = { text: lines.join('\n'), refuses: false }
    const { eraser } = await desk({}, logs)
    expect(await eraser.erase(CUSTOMER)).toMatchObject({ sentence: { values: { logs: 3 } } })
    expect(logs.text.split('\n')).toEqual([
      '[2026-03-02 12:34:56.789] [info]  dialled ***********',
      '[2026-03-02 12:34:56.789] [info]  dialled (**) *****-**** now',
      '[2026-03-02 12:34:56.789] [info]  +** ** *****-**** and ******4444',
      '[2026-03-02 12:34:56.888] [info]  8888 ms',
    ])
  })

  it('an extension cannot be told from any other figure, and is left', () => {
    expect(eraseFromLog('2000 ms, extension 2000', '2000')).toEqual({
      text: '2000 ms, extension 2000',
      found: 0,
    })
  })
})
