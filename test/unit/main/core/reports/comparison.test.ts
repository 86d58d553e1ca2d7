import { expect, it } from 'vitest'
import { periodBefore } from '../../../../../src/main/core/reports/comparison'
import { readRequest } from '../../../../../src/main/core/reports/request'
import { readPabxTime, pabxTimeText } from '../../../../../src/shared/reports/pabx-time'
import { pabxTime } from '../../../../../src/shared/time'
import { periodText } from '../../../../../src/shared/reports/written'

function before(from: string, to: string, now = '2026-01-01 00:00:00'): string {
  const wall = readPabxTime(now) ?? pabxTime(0)
  const request = readRequest('dialer', { from, to, filters: { hangup_cause: 'USER_BUSY' } }, wall)
  if (!request.ok) throw new Error(request.error.key)
  const { seconds, period, filters } = periodBefore(request.value, wall)
  expect(filters.hangup_cause).toBe('USER_BUSY')
  expect((period.first % 60) + (period.last % 60)).toBe(0)
  return `${pabxTimeText(seconds.first)} to ${pabxTimeText(seconds.last)}`
}

it('the period before is as long, and ends where the report begins', () => {
  expect(before('2020-09-08', '2020-09-14')).toBe('2020-09-01 00:00:00 to 2020-09-07 23:59:59')
  expect(before('2020-03-01', '2020-03-01')).toBe('2020-02-29 00:00:00 to 2020-02-29 23:59:59')
  expect(before('2020-09-08 09:00', '2020-09-08 09:29')).toBe('2020-09-08 08:30:00 to 2020-09-08 08:59:59')
})

it('a period that is not over is compared with the same part of the one before', () => {
  expect(before('2020-09-08', '2020-09-08', '2020-09-08 15:04:05')).toBe(
    '2020-09-07 00:00:00 to 2020-09-07 15:04:05',
  )
})

it('a period is said in few words', () => {
  const said = (from: string, to: string, locale: 'en' | 'pt-BR' | 'es') =>
    periodText(from, to, locale).replaceAll(/\s/g, ' ')
  const [first, last] = ['2020-09-01 00:00:00', '2020-09-07 23:59:59']
  expect(said(first, last, 'en')).toBe('Sep 1 – 7')
  expect(said(first, last, 'pt-BR')).toBe('1 – 7 de set.')
  expect(said(first, last, 'es')).toMatch(/^1.7 sept?$/)
  expect(said(first, '2020-09-01 15:04:05', 'pt-BR')).toMatch(/^1 de set\..*00:00.*15:04$/)
})
