import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { later, pabxTime } from '../../../../../src/shared/time'
import type { Pabx } from '../../../../../src/main/core/kernel/ports'
import type { ReportProgress } from '../../../../../src/main/core/reports/run'
import { pabxTimeText } from '../../../../../src/shared/reports/pabx-time'
import { ok } from '../../../../../src/shared/result'
import type { PabxErrorKind } from '../../../../../src/shared/vocom/errors'
import { bag, even, start, type Call } from '../../../../support/report-pabx'
import { begin, quickClock, request, speaking } from '../../../../support/report-run'

const passing: readonly PabxErrorKind[] = [
  'timed_out',
  'interrupted',
  'server_failed',
  'busy',
  'unreadable',
  'unreachable',
]

it('gives the seconds that were asked for, though the API knows minutes only', async () => {
  const { first } = request.period
  const rows = [0, 29, 30, 69, 70].map((at) => ({ date_time_start: pabxTimeText(later(first, at)) }))
  const pabx = { call: () => Promise.resolve(ok({ list: rows, count: rows.length, received: rows.length })) }
  const seconds = { first: pabxTime(first + 30), last: pabxTime(first + 69) }
  const { run, rows: written } = begin(pabx as unknown as Pabx, {}, {}, undefined, { ...request, seconds })
  expect(await run.finished).toMatchObject({ kind: 'done', summary: { rows: 2 } })
  expect(written).toEqual(rows.slice(2, 4))
})

describe('failures', () => {
  it('that pass cost nothing but time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 9_000 }),
        // Five in a row are a failure that lasts.
        fc.array(fc.record({ at: fc.nat({ max: 12 }), kind: fc.constantFrom(...passing) }), { maxLength: 4 }),
        async (count, failures) => {
          const { pabx, records, most } = speaking(
            even(count, 1),
            (index) => failures.find(({ at }) => at === index)?.kind ?? null,
          )
          const { run, rows } = begin(pabx)
          expect(await run.finished).toMatchObject({ kind: 'done', summary: { rows: count, incomplete: [] } })
          expect(bag(rows)).toEqual(bag(records.rows()))
          expect(most()).toBeLessThanOrEqual(2)
        },
      ),
      { numRuns: 20 },
    )
  }, 30_000)

  it('that last end it; a later run goes on from what was kept, and the two are one report', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 6 }), async (at) => {
        const calls = even(12_000, 1)
        const broken = speaking(calls, (index) => (index >= at ? 'authentication_failed' : null))
        const first = begin(broken.pabx)
        expect(await first.run.finished).toMatchObject({ kind: 'failed' })
        expect(first.left()).toBe(1)
        const kept = first.kept.at(-1)
        const mended = speaking(calls)
        const second = begin(mended.pabx, {}, {}, kept)
        expect(await second.run.finished).toMatchObject({ kind: 'done', summary: { rows: 12_000 } })
        expect(bag([...first.rows.slice(0, kept?.rows ?? 0), ...second.rows])).toEqual(
          bag(mended.records.rows()),
        )
        // The head of the file is there already.
        expect(second.columns).toHaveLength(kept === undefined ? 1 : 0)
      }),
      { numRuns: 9 },
    )
  }, 30_000)

  it('of a window’s report make it stand still, until somebody goes on', async () => {
    let mended = false
    const { pabx, records } = speaking(even(5_000, 1), (index) =>
      index === 2 && !mended ? 'params_failed' : null,
    )
    let stopped: () => void = () => undefined
    const standing = new Promise<void>((resolve) => (stopped = resolve))
    const { run, rows } = begin(
      pabx,
      {},
      {
        givesUp: false,
        onProgress: ({ state }: ReportProgress) => {
          if (state === 'failed') stopped()
        },
      },
    )
    await standing
    mended = true
    run.resume()
    expect(await run.finished).toMatchObject({ kind: 'done' })
    expect(bag(rows)).toEqual(bag(records.rows()))
  })
})

describe('a filter that the PABX refuses', () => {
  const crowd: Call[] = Array.from({ length: 3_000 }, (_unused, index) => ({
    at: start + 600 + (index % 60),
    cause: 'NO_ANSWER',
    destination: '0800',
  }))
  for (const kind of ['params_failed', 'not_found_failed', 'execute_failed'] as const)
    it(`with ${kind}: what cannot be split is told, and the report comes to its end`, async () => {
      const { pabx } = speaking([...crowd, ...even(500, 1)], (_index, { mailing }) =>
        mailing === '' ? null : kind,
      )
      const { run, rows } = begin(pabx)
      const ending = await run.finished
      expect(ending).toMatchObject({ kind: 'done', summary: { incomplete: [{ why: 'cut' }] } })
      expect(rows).toHaveLength(2_500)
    })

  it('that was asked for by a person ends it', async () => {
    const { pabx } = speaking([], () => 'not_found_failed')
    expect(await begin(pabx).run.finished).toMatchObject({ kind: 'failed' })
  })
})

it('waits while a command is on its way', async () => {
  const { pabx, requests } = speaking(even(10, 1))
  let looks = 0
  const { run } = begin(
    pabx,
    {},
    {
      isBusy: () => {
        if (looks < 3) expect(requests()).toBe(0)
        return ++looks <= 3
      },
    },
  )
  expect(await run.finished).toMatchObject({ kind: 'done' })
  expect(looks).toBeGreaterThan(3)
})

it('rests half as long as a slow answer took', async () => {
  const clock = quickClock()
  const { pabx } = speaking(even(10, 1))
  const waits: number[] = []
  const { run } = begin(
    {
      call: async (...asked: Parameters<Pabx['call']>) => {
        clock.pass(3_000)
        return pabx.call(...asked)
      },
    } as Pabx,
    {},
    {
      clock: {
        ...clock,
        after: (milliseconds: number, then: () => void) => {
          waits.push(milliseconds)
          return clock.after(milliseconds, then)
        },
      },
    },
  )
  await run.finished
  expect(waits).toContain(1_500)
})

it('a sink that fails ends the report in a sentence, and is left in order', async () => {
  for (const [error, key] of [
    [Object.assign(new Error('write'), { code: 'ENOSPC' }), 'report_disk_full'],
    [new Error('IO Error: No space left on device'), 'report_disk_full'],
    [Object.assign(new Error('write'), { code: 'EIO' }), 'report_not_written'],
  ] as const) {
    const { pabx } = speaking(even(5_000, 1))
    const { run, left } = begin(pabx, { write: () => Promise.reject(error) })
    expect(await run.finished).toMatchObject({ kind: 'failed', sentence: { key } })
    expect(left()).toBe(1)
  }
})

it('cancelled, it asks no more and leaves the sink in order', async () => {
  const { pabx, requests } = speaking(even(20_000, 1))
  const started = begin(
    pabx,
    {},
    {
      onProgress: () => started.run.cancel(),
    },
  )
  expect(await started.run.finished).toMatchObject({ kind: 'cancelled' })
  expect(started.left()).toBe(1)
  expect(requests()).toBeLessThanOrEqual(4)
})

it('columns nobody knows are kept; those that turn up late are told; rows without a date are counted', async () => {
  const rows = [
    { date_time_start: '2020-09-02 10:00:00', priority: '1' },
    { date_time_start: 'soon', priority: '2' },
    { date_time_start: '', priority: '3' },
  ]
  const pabx = {
    call: () => Promise.resolve(ok({ list: rows, received: 3, count: null })),
  } as unknown as Pabx
  const { run, columns } = begin(pabx)
  expect(await run.finished).toMatchObject({ kind: 'done', summary: { undated: 2, lateColumns: [] } })
  expect(columns[0]?.at(-1)).toBe('priority')
})

it('a wait that is over leaves nothing behind on the signal that would have ended it', async () => {
  const added = vi.spyOn(AbortSignal.prototype, 'addEventListener')
  const removed = vi.spyOn(AbortSignal.prototype, 'removeEventListener')
  const { pabx } = speaking(even(5_000, 1), (index) => (index < 3 ? 'busy' : null))
  expect(await begin(pabx).run.finished).toMatchObject({ kind: 'done' })
  const [begun, over] = [added.mock.calls.length, removed.mock.calls.length]
  added.mockRestore()
  removed.mockRestore()
  expect(begun).toBeGreaterThanOrEqual(3)
  expect(over).toBe(begun)
})
