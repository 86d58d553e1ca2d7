import { describe, expect, it } from 'vitest'
import { pabxTime } from '../../../../../src/shared/time'
import type { Window } from '../../../../../src/main/core/reports/pages'
import { apiRequest, readRequest, type TypedRequest } from '../../../../../src/main/core/reports/request'
import { noFilters, type ReportKind } from '../../../../../src/shared/reports/kinds'
import { readPabxTime, pabxTimeText } from '../../../../../src/shared/reports/pabx-time'

const now = readPabxTime('2020-09-30 12:00') ?? 0
const read = (kind: ReportKind, from: string, to: string, filters: TypedRequest['filters'] = {}) =>
  readRequest(kind, { from, to, filters }, pabxTime(now))
const period = (kind: ReportKind, from: string, to: string) => {
  const request = read(kind, from, to)
  return request.ok
    ? [pabxTimeText(request.value.period.first), pabxTimeText(request.value.period.last)]
    : request.error.key
}

describe('a period', () => {
  it('of dates takes in their whole days; of minutes the whole minute', () => {
    expect(period('tabs', '2020-09-02', '2020-09-02')).toEqual(['2020-09-02 00:00:00', '2020-09-02 23:59:59'])
    expect(period('dialer', '2020-09-02', '2020-09-03')).toEqual([
      '2020-09-02 00:00:00',
      '2020-09-03 23:59:00',
    ])
    expect(period('tabs', '2020-09-02 10:15', '2020-09-02 10:15')).toEqual([
      '2020-09-02 10:15:00',
      '2020-09-02 10:15:59',
    ])
    expect(period('dialer', '2020-09-02 10:15:30', '2020-09-02 10:15:40')).toEqual([
      '2020-09-02 10:15:00',
      '2020-09-02 10:15:00',
    ])
  })

  it('may be written as it is in Brazil, or with a T', () => {
    expect(period('tabs', '02/09/2020 08:30', '02/09/2020')).toEqual([
      '2020-09-02 08:30:00',
      '2020-09-02 23:59:59',
    ])
    expect(period('tabs', '2020-09-02T08:30:15', '2020-09-02T08:30:15')).toEqual([
      '2020-09-02 08:30:15',
      '2020-09-02 08:30:15',
    ])
  })

  it('of a day on which the clock was put forward or back is that day of the wall', () => {
    // São Paulo, 2018: no 00:00 on 4 November, 24:00 twice on 17 February.
    for (const day of ['2018-11-04', '2018-02-17'])
      expect(period('tabs', day, day)).toEqual([`${day} 00:00:00`, `${day} 23:59:59`])
  })

  it('that makes no sense has a sentence of its own', () => {
    expect(period('tabs', 'soon', '2020-09-02')).toBe('report_date_invalid')
    expect(period('tabs', '2020-02-30', '2020-09-02')).toBe('report_date_invalid')
    expect(period('tabs', '2020-09-02', '')).toBe('report_date_invalid')
    expect(period('tabs', '2020-09-03', '2020-09-02')).toBe('report_end_before_begin')
    expect(period('tabs', '2020-10-01', '2020-10-02')).toBe('report_in_future')
    // Until the end of today is not the future.
    expect(period('tabs', '2020-09-30', '2020-09-30')).toHaveLength(2)
  })
})

describe('a filter', () => {
  const withFilter = (filters: TypedRequest['filters'], kind: ReportKind = 'dialer') => {
    const request = read(kind, '2020-09-02', '2020-09-02', filters)
    return request.ok ? request.value.filters : request.error.key
  }

  it('goes as the PABX writes it', () => {
    expect(withFilter({ destination: ' (11) 99999-0000 ', hangup_cause: 'user_busy' })).toEqual({
      ...noFilters,
      destination: '11999990000',
      hangup_cause: 'USER_BUSY',
    })
    expect(withFilter({ mailing: '894343d2-3f02-4c02-909b-a0bfa57c0a93' })).toMatchObject({
      mailing: '894343d2-3f02-4c02-909b-a0bfa57c0a93',
    })
  })

  it('that is none, or that the report does not have, is told', () => {
    expect(withFilter({ destination: 'Maria' })).toBe('number_invalid')
    expect(withFilter({ mailing: 'BASE 1' })).toBe('report_mailing_invalid')
    expect(withFilter({ hangup_cause: '; drop' })).toBe('report_cause_invalid')
    expect(withFilter({ destination: '0800' }, 'tabs')).toBe('report_filter_unknown')
  })
})

it('a window is asked for in the fields and the grain of its call', () => {
  const first = readPabxTime('2020-09-03 00:00') ?? 0
  expect(
    apiRequest('dialer', { first: pabxTime(first), last: pabxTime(first + 60) }, noFilters, 'company'),
  ).toEqual({
    date_begin: '2020-09-03 00:00',
    date_end: '2020-09-03 00:01',
    destination: '',
    mailing: '',
    hangup_cause: '',
    company_id: 'company',
  })
  expect(
    apiRequest('tabs', { first: pabxTime(first), last: pabxTime(first + 59) }, noFilters, 'company'),
  ).toEqual({
    date_begin: '2020-09-03 00:00:00',
    date_end: '2020-09-03 00:00:59',
    company_id: 'company',
  })
})

it('remembers the seconds that were meant, where the API knows minutes only', () => {
  const request = readRequest(
    'dialer',
    { from: '2020-09-02 10:15:30', to: '2020-09-02 10:16:10', filters: {} },
    pabxTime(Number.MAX_SAFE_INTEGER),
  )
  expect(request.ok && [request.value.period, request.value.seconds].map(texts)).toEqual([
    ['2020-09-02 10:15:00', '2020-09-02 10:16:00'],
    ['2020-09-02 10:15:30', '2020-09-02 10:16:10'],
  ])
})

const texts = ({ first, last }: Window): readonly string[] => [pabxTimeText(first), pabxTimeText(last)]
