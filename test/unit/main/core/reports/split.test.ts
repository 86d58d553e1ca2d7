import { describe, expect, it } from 'vitest'
import { kindOf } from '../../../../../src/shared/reports/kinds'
import {
  bag,
  even,
  plain,
  reportPabx,
  start,
  walked,
  whole,
  type Call,
} from '../../../../support/report-pabx'

const { grain } = kindOf('dialer')
const minute = { first: start + 600, last: start + 600 }

/** So many calls in one minute, of those causes in turn. */
const crowd = (
  count: number,
  causes: readonly string[],
  change: (index: number) => Partial<Call> = () => ({}),
) =>
  Array.from({ length: count }, (_unused, index): Call => ({
    at: minute.first + Math.floor((index * 60) / count),
    cause: causes[index % causes.length] ?? '',
    ...change(index),
  }))

const walkOf = (calls: readonly Call[], manner = plain) => {
  const pabx = reportPabx('dialer', calls, manner)
  return walked('dialer', whole(1, grain), pabx.source).then((got) => ({ ...got, pabx }))
}

describe('a minute that holds more than an answer', () => {
  it('is read cause by cause; nothing proves that there is no other cause, and that is told', async () => {
    const { rows, incomplete, pabx } = await walkOf(crowd(3_000, ['NO_ANSWER', 'USER_BUSY']))
    expect(bag(rows)).toEqual(bag(pabx.rows()))
    expect(incomplete).toMatchObject([{ window: minute, why: 'unproven' }])
  })

  it('is whole where the PABX says how many there are, and they are', async () => {
    const { rows, incomplete, pabx } = await walkOf(crowd(3_000, ['NO_ANSWER', 'USER_BUSY']), {
      ...plain,
      sendsTotal: true,
    })
    expect(bag(rows)).toEqual(bag(pabx.rows()))
    expect(incomplete).toEqual([])
    // No cause that no row showed was asked for.
    expect(new Set(pabx.requests.map(({ filters }) => filters.hangup_cause))).toEqual(
      new Set(['', 'NO_ANSWER', 'USER_BUSY']),
    )
  })

  it('is told where the PABX says that there are more than were found', async () => {
    const calls = crowd(3_000, ['NO_ANSWER'], (index) => (index < 5 ? { cause: 'NOBODY_KNOWS' } : {}))
    const { incomplete } = await walkOf([...calls, ...crowd(900, ['USER_BUSY'])], {
      ...plain,
      sendsTotal: true,
    })
    expect(incomplete.length).toBeGreaterThan(0)
  })

  it('has its rare causes found: those that other windows show, and those that dialers meet', async () => {
    const hidden = crowd(2_600, ['NO_ANSWER', 'USER_BUSY'], (index) =>
      index < 20 ? { cause: index % 2 === 0 ? 'SEEN_ELSEWHERE' : 'CALL_REJECTED' } : {},
    )
    const { rows, incomplete, pabx } = await walkOf([
      ...hidden,
      ...even(3_000, 1).map((call) => ({ ...call, cause: 'SEEN_ELSEWHERE' })),
    ])
    expect(bag(rows)).toEqual(bag(pabx.rows()))
    expect(incomplete).toMatchObject([{ window: minute, why: 'unproven' }])
  })

  it('costs one request for each cause that it shows, and less than twenty once for all others', async () => {
    const crowds = [0, 1, 2, 3].flatMap((hour) =>
      crowd(2_600, ['NO_ANSWER', 'USER_BUSY']).map(({ at, ...call }) => ({ ...call, at: at + hour * 3_600 })),
    )
    const { rows, pabx } = await walkOf([...crowds, ...even(3_000, 1)])
    expect(bag(rows)).toEqual(bag(pabx.rows()))
    const narrowed = pabx.requests.filter(({ filters }) => filters.hangup_cause !== '')
    expect(narrowed.length).toBeLessThanOrEqual(4 * 2 + 16)
  })

  it('keeps rows without a cause as they were read', async () => {
    const { rows, incomplete, pabx } = await walkOf(crowd(2_000, ['NO_ANSWER', '']))
    expect(bag(rows)).toEqual(bag(pabx.rows()))
    expect(incomplete).toMatchObject([{ window: minute, why: 'unproven' }])
  })

  for (const how of ['refused', 'ignored'] as const)
    it(`is given as far as it was read where every filter is ${how}`, async () => {
      const filters = { hangup_cause: how, mailing: how, destination: how }
      const calls = [
        ...crowd(3_000, ['NO_ANSWER', 'USER_BUSY'], () => ({ destination: '0800' })),
        ...even(300, 1),
      ]
      const { rows, incomplete, pabx } = await walkOf(calls, { ...plain, filters })
      expect(rows).toHaveLength(2_300)
      expect(incomplete).toMatchObject([{ window: minute, why: 'cut' }])
      // Each filter was tried once.
      expect(pabx.requests.filter(({ filters: asked }) => Object.values(asked).some(Boolean))).toHaveLength(3)
    })

  it('goes on to the mailing and the destination where one cause is too much', async () => {
    const calls = crowd(4_000, ['NO_ANSWER'], (index) => ({
      mailing: String(9_000 + (index % 2)),
      destination: String(index % 4),
    }))
    const works = { hangup_cause: 'works', mailing: 'works', destination: 'works' } as const
    const split = await walkOf(calls, { ...plain, filters: works })
    // 2,000 of each mailing: full, so each was split by destination as well.
    expect(bag(split.rows)).toEqual(bag(split.pabx.rows()))
    expect(split.incomplete.every(({ why }) => why === 'unproven')).toBe(true)

    const refusing = await walkOf(calls, { ...plain, filters: { ...works, mailing: 'refused' } })
    expect(bag(refusing.rows)).toEqual(bag(refusing.pabx.rows()))
    expect(refusing.pabx.requests.filter(({ filters }) => filters.mailing !== '')).toHaveLength(1)
  })
})
