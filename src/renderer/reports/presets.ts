import type { PlainKey } from '../../shared/i18n/say'
import { presetNames, type PresetName } from '../../shared/reports/saved'
import { pabxTimeText, readPabxTime } from '../../shared/reports/pabx-time'
import { later, pabxTime } from '../../shared/time'

const DAY = 86_400

type Dates = { readonly from: string; readonly to: string }
type Preset = { readonly label: PlainKey; readonly dates: (pabxNow: string) => Dates }

/** Midnight that many days from the PABX's today: its wall clock has no daylight-saving gaps to fall into. */
const day = (pabxNow: string, offset: number): string =>
  pabxTimeText(later(readPabxTime(pabxNow.slice(0, 10)) ?? pabxTime(0), offset * DAY)).slice(0, 10)

const firstOfMonth = (date: string): string => `${date.slice(0, 8)}01`

export const presets = {
  today: { label: 'report_preset_today', dates: (now) => ({ from: day(now, 0), to: day(now, 0) }) },
  yesterday: { label: 'report_preset_yesterday', dates: (now) => ({ from: day(now, -1), to: day(now, -1) }) },
  week: { label: 'report_preset_week', dates: (now) => ({ from: day(now, -6), to: day(now, 0) }) },
  month: {
    label: 'report_preset_month',
    dates: (now) => ({ from: firstOfMonth(day(now, 0)), to: day(now, 0) }),
  },
  lastMonth: {
    label: 'report_preset_last_month',
    dates: (now) => {
      const to = day(firstOfMonth(day(now, 0)), -1)
      return { from: firstOfMonth(to), to }
    },
  },
} as const satisfies Record<PresetName, Preset>

/** The quick period that these dates are those of, `pressed` before any other; chosen by hand, they may be no one's. */
export function presetOf(
  { from, to }: Dates,
  pabxNow: string,
  pressed: PresetName | null,
): PresetName | null {
  const isIt = (name: PresetName): boolean => {
    const dates = presets[name].dates(pabxNow)
    return dates.from === from && dates.to === to
  }
  return pressed !== null && isIt(pressed) ? pressed : (presetNames.find(isIt) ?? null)
}
