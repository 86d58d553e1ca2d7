import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../src/shared/time'
import { notice, withNotice } from '../../../../src/shared/snapshot/notices'
import { reduce } from '../../../../src/shared/snapshot/reduce'
import type { Notice, Snapshot } from '../../../../src/shared/snapshot/state'
import { readySnapshot } from '../../../support/core'

const many = (snapshot: Snapshot, tone: Notice['tone'], count: number): Snapshot =>
  Array.from({ length: count }, (_unused, index) =>
    notice(`queue-${tone}-${index}`, tone, { key: 'remote_call_missed' }, steadyTime(index)),
  ).reduce(withNotice, snapshot)

describe('the list of notices', () => {
  it('keeps a failure and a warning however many small notes follow, and of those the newest', () => {
    const told = many(many(readySnapshot, 'failure', 1), 'warning', 1)
    const later = many(told, 'info', 200).notices
    expect(later.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['queue-failure-0', 'queue-warning-0', 'queue-info-199']),
    )
    expect(later).toHaveLength(52)
  })

  it('keeps every failure', () => {
    expect(many(readySnapshot, 'failure', 120).notices).toHaveLength(120)
  })

  it('is the same when nothing is taken off it', () => {
    const told = many(readySnapshot, 'info', 1)
    expect(reduce(told, { type: 'noticeDismissed', id: 'queue-another' })).toBe(told)
  })
})
