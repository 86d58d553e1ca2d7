import { describe, expect, it } from 'vitest'
import { wallTime } from '../../../../src/shared/time'
import { presetOf, presets } from '../../../../src/renderer/reports/presets'
import { pabxTimeIn, pabxTimeText } from '../../../../src/shared/reports/pabx-time'

const inSaoPaulo = (iso: string): string =>
  pabxTimeText(pabxTimeIn('America/Sao_Paulo', wallTime(Date.parse(iso))))

describe('the presets of a period', () => {
  it('are days of the PABX, whatever the clock did that night', () => {
    // Half an hour after midnight did not exist there on that day.
    const began = inSaoPaulo('2018-11-04T03:30:00Z')
    expect(presets.today.dates(began)).toEqual({ from: '2018-11-04', to: '2018-11-04' })
    expect(presets.yesterday.dates(began)).toEqual({ from: '2018-11-03', to: '2018-11-03' })
    // The hour before midnight came twice.
    for (const twice of ['2019-02-17T01:30:00Z', '2019-02-17T02:30:00Z'])
      expect(presets.today.dates(inSaoPaulo(twice)).from).toBe('2019-02-16')
    expect(presets.week.dates(inSaoPaulo('2018-11-06T12:00:00Z')).from).toBe('2018-10-31')
  })

  it('know how long months are', () => {
    expect(presets.lastMonth.dates('2024-03-31 10:00:00')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(presets.lastMonth.dates('2026-01-01 00:00:00')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(presets.month.dates('2026-11-24 10:00:00')).toEqual({ from: '2026-11-01', to: '2026-11-24' })
  })

  it('are told from dates: the one that was pressed, where two have the same', () => {
    const first = { from: '2026-11-01', to: '2026-11-01' }
    expect(presetOf(first, '2026-11-01 10:00:00', null)).toBe('today')
    expect(presetOf(first, '2026-11-01 10:00:00', 'month')).toBe('month')
    expect(presetOf(first, '2026-11-20 10:00:00', 'month')).toBeNull()
  })
})
