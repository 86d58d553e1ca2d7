import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../src/shared/time'
import { branch } from '../../../../src/shared/ids'
import {
  noShift,
  QUARTER_MS,
  totalsOf,
  withGaps,
  withOwnPoll,
  type Shift,
} from '../../../../src/shared/team/shift'
import type { TeamMember } from '../../../../src/shared/team/team'

const me = (answered: number, missed = 0, outbound = 0): TeamMember => ({
  name: 'DEV',
  standing: 'available',
  status: 'Available',
  branch: branch('2000'),
  queues: ['A'],
  firstLogin: null,
  answered,
  missed,
  outbound,
  talkedSeconds: null,
})
const MINUTE = 60_000
const polls = (...seen: readonly (readonly [number, TeamMember | undefined])[]): Shift =>
  seen.reduce((shift, [minute, member]) => withOwnPoll(shift, member, steadyTime(minute * MINUTE)), noShift)

describe('the shift in quarters of an hour', () => {
  it('counts what was added between two polls; what was there before the first is not the bar’s', () => {
    const { quarters } = polls(
      [0, me(5, 1)],
      [1, me(6, 1)],
      [2, me(6, 2, 1)],
      [14, me(6, 2, 1)],
      [16, me(9, 2, 1)],
    )
    expect(quarters).toEqual([
      { begin: 0, answered: 1, missed: 1, outbound: 1 },
      { begin: QUARTER_MS, answered: 3, missed: 0, outbound: 0 },
    ])
  })

  it('has a gap where nobody looked, and what was added meanwhile belongs to no quarter', () => {
    const shift = polls([0, me(1)], [1, me(2)], [50, me(9)], [51, me(10)])
    expect(withGaps(shift.quarters).map((quarter) => quarter?.answered ?? null)).toEqual([1, null, null, 1])
    expect(totalsOf(shift.quarters)).toEqual({ answered: 2, missed: 0, outbound: 0 })
  })

  it('begins anew when the PABX does, and never counts backwards', () => {
    expect(totalsOf(polls([0, me(8)], [1, me(0)], [2, me(1)]).quarters).answered).toBe(1)
  })

  it('keeps a day, no more, and waits for an agent that the queues show', () => {
    const days = Array.from({ length: 3 * 96 * 15 }, (_unused, minute) => [minute, me(minute)] as const)
    expect(polls(...days).quarters).toHaveLength(96)
    expect(polls([0, undefined])).toBe(noShift)
    expect(withGaps([])).toEqual([])
  })
})
