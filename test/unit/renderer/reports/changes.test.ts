import { expect, it } from 'vitest'
import { changeOf, rateBefore } from '../../../../src/renderer/reports/summary/changes'
import { say } from '../../../../src/shared/i18n/say'

const said = (now: number, before: number) => say(changeOf(now, before, '1–7 Nov', 'en'), 'en')

it('a change is said in words, with a sign and no colour', () => {
  expect(said(162, 150)).toBe('12 more than 1–7 Nov (+8 %)')
  expect(said(1_500, 150)).toBe('1,350 more than 1–7 Nov (+900 %)')
  expect(said(75, 150)).toBe('75 fewer than 1–7 Nov (−50 %)')
  expect(said(150, 150)).toBe('The same as 1–7 Nov')
  expect(said(0, 0)).toBe('The same as 1–7 Nov')
  expect(said(3, 0)).toBe('3 more than 1–7 Nov, which had none')
})

it('a rate stands beside the rate of the period before', () => {
  expect(say(rateBefore(1, 4, '1–7 Nov'), 'en')).toBe('25 % in 1–7 Nov')
  expect(say(rateBefore(0, 0, '1–7 Nov'), 'en')).toBe('None in 1–7 Nov')
})
