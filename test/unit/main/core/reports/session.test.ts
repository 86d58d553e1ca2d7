import { expect, it } from 'vitest'
import { wallTime } from '../../../../../src/shared/time'
import type { Pabx } from '../../../../../src/main/core/kernel/ports'
import type { Connected } from '../../../../../src/main/core/reports/connect'
import { createReportSession } from '../../../../../src/main/core/reports/session'
import type { Engine, EngineExport } from '../../../../../src/main/core/reports/engine'
import { createStore } from '../../../../../src/main/core/kernel/store'
import { ok } from '../../../../../src/shared/result'
import { settingsWith } from '../../../../support/core'
import { deafEngine } from '../../../../support/report-engine'
import { even } from '../../../../support/report-pabx'
import { quickClock, speaking } from '../../../../support/report-run'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const form = { kind: 'dialer', from: '2020-09-02', to: '2020-09-02', filters: {} } as const
const all = { format: 'csv', these: null } as const

type More = {
  readonly current?: () => boolean
  readonly wallNow?: string
  /** Stands for the engine of each report. */
  readonly openEngine?: (onLost: () => void) => Engine
}

function sessionWith(pabx: Pabx, more: More = {}) {
  const exports: EngineExport[] = []
  const names: string[] = []
  let closed = 0
  let connections = 0
  const session = createReportSession({
    onChange: () => undefined,
    connect: (): Connected => {
      connections += 1
      return { pabx, isCurrent: more.current ?? (() => true) }
    },
    openEngine:
      more.openEngine ??
      (() =>
        deafEngine(
          ({ name, ask }) => {
            if (name === 'export') exports.push(ask)
          },
          () => void (closed += 1),
        )),
    askPath: (name) => {
      names.push(name)
      return Promise.resolve(`/files/${name}.csv`)
    },
    listSeparator: () => Promise.resolve('\t'),
    wallNow: () => wallTime(Date.parse(more.wallNow ?? '2026-01-01T12:00:00Z')),
    clock: quickClock(),
    log,
    store: createStore(),
    settings: settingsWith({}),
  })
  return { session, exports, names, closed: () => closed, connections: () => connections }
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}

it('a report that was cancelled says so in its file, by name and in words; one that is whole does not', async () => {
  const { pabx } = speaking(even(20_000, 1))
  const { session, exports, names } = sessionWith(pabx)
  await session.begin(form)
  await until(() => session.view().rows > 0)
  session.control('cancel')
  await until(() => session.view().over)
  await session.exportTo(all)
  expect(exports[0]?.incomplete).toEqual([expect.stringMatching(/^Incomplet[eo].* \d+ %/)])
  expect(names[0]).toMatch(/-incomplet[eo]$/)
  await session.begin(form)
  await until(() => session.view().status === 'done')
  await session.exportTo(all)
  expect(exports[1]?.incomplete).toEqual([])
  expect(names[1]).not.toMatch(/incomplet/)
  // What the system says goes before what the language would.
  expect(exports[1]?.separator).toBe('\t')
})

it('nothing is restarted over a report that stands still, or that no file holds yet', async () => {
  let mended = false
  const { pabx } = speaking(even(5_000, 1), (index) => (index === 2 && !mended ? 'params_failed' : null))
  const { session, closed } = sessionWith(pabx)
  expect(session.isHeld()).toBe(false)
  await session.begin(form)
  await until(() => session.view().status === 'failed')
  expect(session.isHeld()).toBe(true)
  mended = true
  session.control('resume')
  await until(() => session.view().status === 'done')
  expect(session.isHeld()).toBe(true)
  await session.exportTo({ format: 'csv', these: { search: 'x', sort: null, columns: ['agent'] } })
  expect(session.isHeld()).toBe(true)
  await session.exportTo(all)
  expect(session.isHeld()).toBe(false)
  await session.close()
  expect(closed()).toBe(1)
})

it('a report without records holds nothing up', async () => {
  const { session } = sessionWith(speaking([]).pabx)
  await session.begin(form)
  await until(() => session.view().status === 'done')
  expect(session.isHeld()).toBe(false)
})

it('a report is of one PABX, and says so when the settings name another', async () => {
  let current = true
  const { session, connections } = sessionWith(speaking(even(5_000, 1)).pabx, { current: () => current })
  await session.begin(form)
  expect(session.view().remarks).toEqual([])
  current = false
  await until(() => session.view().status === 'done')
  expect(connections()).toBe(1)
  expect(session.view().remarks).toEqual([{ key: 'report_of_former_settings' }])
})

it('a report of a day that is not over says that more may have come in since', async () => {
  const pabx = { call: () => Promise.resolve(ok({ list: [], received: 0, count: null })) } as unknown as Pabx
  const { session } = sessionWith(pabx, { wallNow: '2020-09-02T18:00:00Z' })
  await session.begin(form)
  expect(session.view().remarks).toMatchObject([{ key: 'report_growing' }])
})

it('the period before is asked for only on a press, is counted, and ends with its report', async () => {
  const { pabx, requests } = speaking([...even(5_000, 1), ...even(300, 2)])
  const day = { ...form, from: '2020-09-03', to: '2020-09-03' }
  const { session } = sessionWith(pabx)
  const refused = { ok: false, why: 'refused', sentence: { key: 'report_not_whole' } }
  expect(session.compare()).toEqual(refused)
  await session.begin(day)
  expect(session.compare()).toEqual(refused)
  await until(() => session.view().status === 'done')
  const [rows, asked] = [session.view().rows, requests()]
  expect(session.view().before).toBeNull()
  expect(session.compare()).toEqual({ ok: true })
  expect(session.compare()).toEqual({ ok: true })
  await until(() => session.view().before?.status === 'done')
  expect(session.view()).toMatchObject({
    rows,
    before: {
      from: '2020-09-02 00:00:00',
      to: '2020-09-02 23:59:59',
      total: 5_150,
      answered: 0,
      trouble: null,
    },
  })
  // One reading of the day, not two.
  expect(requests() - asked).toBeLessThanOrEqual(8)
  session.compare()
  session.stopComparing()
  expect(session.view().before).toBeNull()
  const stopped = requests()
  await new Promise((resolve) => setImmediate(resolve))
  expect(requests()).toBeLessThanOrEqual(stopped + 1)
  await session.close()
  expect(session.compare()).toEqual(refused)
})

it('a comparison that the PABX refuses says why, and is not made with another key than the report', async () => {
  let current = true
  let refuses = false
  const { pabx } = speaking(even(300, 2), () => (refuses ? 'authentication_failed' : null))
  const { session } = sessionWith(pabx, { current: () => current })
  await session.begin({ ...form, from: '2020-09-03', to: '2020-09-03' })
  await until(() => session.view().status === 'done')
  refuses = true
  session.compare()
  await until(() => session.view().before?.status === 'failed')
  expect(session.view().before?.trouble).not.toBeNull()
  current = false
  expect(session.compare()).toMatchObject({ ok: false, sentence: { key: 'report_of_former_settings' } })
})

it('what is asked about a report that is replaced meanwhile is asked of the next one, once it has columns', async () => {
  let leave: () => void = () => undefined
  const ended = new Promise<never>(
    (_resolve, reject) => (leave = () => reject(new Error('the engine ended'))),
  )
  const deaf = deafEngine(() => undefined)
  const first: Engine = {
    call: (name, ask) => (name === 'page' || name === 'summary' ? ended : deaf.call(name, ask)),
    close: () => {
      leave()
      return Promise.resolve()
    },
  }
  const strict = (): Engine => {
    let isOpen = false
    return {
      ...deaf,
      call: (name, ask) => {
        isOpen ||= name === 'begin'
        return isOpen ? deaf.call(name, ask) : Promise.reject(new Error('no report yet'))
      },
    }
  }
  const engines = [first, strict()]
  const { session } = sessionWith(speaking(even(10, 1)).pabx, { openEngine: () => engines.shift() ?? deaf })
  const none = { total: 0, rows: [] }
  const ask = { search: '', sort: null, offset: 0, limit: 10 }
  const isDone = () => session.view().status === 'done'
  await session.begin(form)
  expect(await session.page(ask)).toEqual(none)
  await until(isDone)
  const asked = [session.page(ask), session.summary()]
  await session.begin(form)
  expect(await Promise.all(asked)).toEqual([none, null])
  await until(isDone)
  // The deaf engine answers null to everything: the question has come to it.
  expect(await session.page(ask)).toBeNull()
})

it('a report whose engine has died says that its records are lost, answers without rows, and can be run again', async () => {
  const died: (() => void)[] = []
  const openEngine = (onLost: () => void): Engine => {
    let die: () => void = () => undefined
    const death = new Promise<never>(
      (_resolve, reject) => (die = () => reject(new Error('the engine ended'))),
    )
    death.catch(() => undefined)
    died.push(() => {
      onLost()
      die()
    })
    const deaf = deafEngine(() => undefined)
    return { ...deaf, call: (name, ask) => (name === 'page' ? death : deaf.call(name, ask)) }
  }
  const { session, names } = sessionWith(speaking(even(5_000, 1)).pabx, { openEngine })
  const ask = { search: '', sort: null, offset: 0, limit: 10 }
  const refused = { ok: false, sentence: { key: 'report_lost' } }
  await session.begin(form)
  await until(() => session.view().status === 'done')
  const asked = session.page(ask)
  died[0]?.()
  expect(session.view()).toMatchObject({ status: 'lost', over: true, rows: 0, kind: 'dialer' })
  expect(await asked).toEqual({ total: 0, rows: [] })
  expect(await session.summary()).toBeNull()
  expect(await session.exportTo(all)).toMatchObject(refused)
  expect(session.compare()).toMatchObject(refused)
  expect([names, session.isHeld(), session.isRunning()]).toEqual([[], false, false])
  // Also while it runs.
  await session.begin(form)
  await until(() => session.view().rows > 0)
  died[1]?.()
  expect(session.view()).toMatchObject({ status: 'lost', over: true, rows: 0 })
  expect([session.isRunning(), session.closeQuestion()]).toEqual([false, null])
  await session.begin(form)
  await until(() => session.view().status === 'done')
  expect(session.view().rows).toBe(5_000)
})
