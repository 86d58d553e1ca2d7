import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../src/shared/time'
import { branch } from '../../../../src/shared/ids'
import {
  noSamples,
  onBreakOf,
  overEveryLimit,
  unbroken,
  withPoll,
  type Samples,
} from '../../../../src/shared/team/samples'
import type { Standing } from '../../../../src/shared/snapshot/state'
import { countsOf, type TeamMember } from '../../../../src/shared/team/team'

const MINUTE = 60_000
const member = (name: string, standing: Standing): TeamMember => ({
  name,
  standing,
  status: standing,
  branch: branch('2000'),
  queues: ['A'],
  firstLogin: null,
  answered: null,
  missed: null,
  outbound: null,
  talkedSeconds: null,
})
const poll = (samples: Samples, at: number, ...team: TeamMember[]): Samples =>
  withPoll(samples, team, countsOf(team), steadyTime(at))
const lunch = { id: 'b', name: 'Lunch', limitMinutes: 60, digit: '2' }

describe('what the bar saw of the queues', () => {
  it('is a sample a minute, a day at most, however often it polls', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1_000, max: 20 * MINUTE }), { maxLength: 300 }), (waits) => {
        let at = 0
        let samples = noSamples
        for (const wait of waits) samples = poll(samples, (at += wait), member('Ana', 'available'))
        const series = samples.trends[0]?.samples ?? []
        const gaps = series.slice(1).map((sample, index) => sample.at - (series[index]?.at ?? 0))
        expect(gaps.every((gap) => gap >= MINUTE)).toBe(true)
        expect(series.every((sample) => at - sample.at < 86_400_000 + 20 * MINUTE)).toBe(true)
        expect(unbroken(series).flat()).toEqual(series)
      }),
    )
  })

  it('leaves a gap where nobody looked', () => {
    const at = [0, 1, 2, 30, 31].map((minute) => minute * MINUTE)
    const samples = at.reduce((all, moment) => poll(all, moment, member('Ana', 'onBreak')), noSamples)
    expect(unbroken(samples.trends[0]?.samples ?? []).map((part) => part.length)).toEqual([3, 2])
  })

  it('keeps the series of a queue, and the time of its colleagues, that one poll leaves out', () => {
    const ana = member('Ana', 'onBreak')
    const bia = { ...member('Bia', 'onBreak'), queues: ['B'] }
    const both = poll(noSamples, 0, ana, bia)
    const one = poll(both, MINUTE, ana)
    expect(onBreakOf(one).map(({ name }) => name)).toEqual(['Ana'])
    const again = poll(one, 2 * MINUTE, ana, bia)
    expect(again.trends.find(({ queue }) => queue === 'B')?.samples.map(({ at }) => at)).toEqual([
      0,
      2 * MINUTE,
    ])
    expect(onBreakOf(again)).toContainEqual({ name: 'Bia', since: 0 })
    const longAfter = poll(one, 10 * MINUTE, ana, bia)
    expect(onBreakOf(longAfter)).toContainEqual({ name: 'Bia', since: 10 * MINUTE })
    expect(poll(one, 25 * 60 * MINUTE, ana).trends.map(({ queue }) => queue)).toEqual(['A'])
  })

  it('knows since when each colleague is on break, as far as it saw', () => {
    const first = poll(noSamples, 0, member('Ana', 'available'), member('Bia', 'onBreak'))
    const later = poll(first, 5 * MINUTE, member('Ana', 'onBreak'), member('Bia', 'onBreak'))
    expect(onBreakOf(later)).toEqual([
      { name: 'Bia', since: 0 },
      { name: 'Ana', since: 5 * MINUTE },
    ])
    expect(overEveryLimit(onBreakOf(later), [lunch], steadyTime(62 * MINUTE))).toEqual([
      { name: 'Bia', since: 0 },
    ])
  })

  it('says of nobody that a limit is over which may not be theirs', () => {
    const samples = poll(noSamples, 0, member('Bia', 'onBreak'))
    expect(overEveryLimit(onBreakOf(samples), [], steadyTime(100 * MINUTE))).toEqual([])
    const endless = { ...lunch, limitMinutes: null }
    expect(overEveryLimit(onBreakOf(samples), [lunch, endless], steadyTime(100 * MINUTE))).toEqual([])
  })
})
