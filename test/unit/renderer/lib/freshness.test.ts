import { expect, it } from 'vitest'
import { steadyTime } from '../../../../src/shared/time'
import { freshness } from '../../../../src/renderer/lib/freshness'
import { emptySnapshot } from '../../../../src/shared/snapshot/reduce'
import { say } from '../../../../src/shared/i18n/say'
import type { Sync } from '../../../../src/shared/snapshot/state'

const told = (sync: Partial<Sync>, now: number): readonly [string, boolean] => {
  const found = freshness({ ...emptySnapshot, sync: { ...emptySnapshot.sync, ...sync } }, steadyTime(now))
  return [say(found.sentence, 'en'), found.loud]
}

it.each([
  ['never', {}, 0, 'not confirmed yet', false],
  ['now', { phase: 'fresh', confirmedAt: steadyTime(1_000) }, 2_000, 'confirmed now', false],
  [
    'as long ago as polls are apart',
    { phase: 'fresh', confirmedAt: steadyTime(1_000) },
    8_000,
    'confirmed now',
    false,
  ],
  ['a poll is late', { phase: 'fresh', confirmedAt: steadyTime(1_000) }, 10_000, 'confirmed 9 s ago', false],
  ['old', { phase: 'fresh', confirmedAt: steadyTime(1_000) }, 62_000, 'stale: 61 s ago', true],
  ['very old', { phase: 'fresh', confirmedAt: steadyTime(1_000) }, 301_000, 'stale: 5 min ago', true],
  ['offline', { phase: 'failing', confirmedAt: steadyTime(1_000) }, 13_000, 'offline for 12 s', true],
  ['offline from the start', { phase: 'failing' }, 13_000, 'no contact', true],
] as const)('%s', (_what, sync, now, sentence, loud) => {
  expect(told(sync, now)).toEqual([sentence, loud])
})

it('leaves out the age of the last answer where there is no room for it', () => {
  const sync: Sync = { ...emptySnapshot.sync, phase: 'failing', confirmedAt: steadyTime(1_000) }
  const { short } = freshness({ ...emptySnapshot, sync }, steadyTime(13_000))
  expect(say(short, 'en')).toBe('no contact')
})
