import { epochSeconds, later, pabxTime, type EpochSeconds, type PabxTime, type WallTime } from '../time'
/*
 * The PABX writes dates as its own wall clock shows them, without a time zone. They are counted here as if that clock
 * were in UTC: seconds since `1970-01-01 00:00:00`, for comparing and for arithmetic.
 */

const shape = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/

/** Reads many moments. Repeating the last minute costs next to nothing. */
export function createPabxTimeReader(): (text: string) => PabxTime | null {
  let minute = ''
  let begin: PabxTime | null = null
  return (text) => {
    if (text.length !== 19 || text.charCodeAt(16) !== COLON) return readPabxTime(text)
    if (!text.startsWith(minute) || minute === '') {
      minute = text.slice(0, 16)
      begin = readPabxTime(minute)
    }
    const [tens, ones] = [text.charCodeAt(17) - ZERO, text.charCodeAt(18) - ZERO]
    const isSecond = tens >= 0 && tens <= 5 && ones >= 0 && ones <= 9
    return begin === null || !isSecond ? null : later(begin, tens * 10 + ones)
  }
}

const [ZERO, COLON] = [0x30, 0x3a]

/** Seconds of `2020-09-02 18:03:12` (seconds or the whole time may be left out); null for anything else. */
export function readPabxTime(text: string): PabxTime | null {
  const match = shape.exec(text)
  if (match === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part || 0))
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  // 30 February would become March, 24:00 the next day, and the year 1 would become 1901: those are no dates.
  const isReal =
    moment.getUTCFullYear() === year &&
    moment.getUTCMonth() === month - 1 &&
    moment.getUTCDate() === day &&
    moment.getUTCHours() === hour &&
    moment.getUTCMinutes() === minute &&
    moment.getUTCSeconds() === second
  return isReal ? pabxTime(moment.getTime() / 1_000) : null
}

/** `2020-09-02 18:03:12`. */
export const pabxTimeText = (at: PabxTime): string =>
  new Date(at * 1_000).toISOString().slice(0, 19).replace('T', ' ')

/** What the clock of a PABX in that time zone shows at that moment. */
export function pabxTimeIn(timeZone: string, at: WallTime): PabxTime {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at)
  const part = (type: string): string => parts.find((known) => known.type === type)?.value ?? '00'
  const text = `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`
  return readPabxTime(text) ?? pabxTime(0)
}

/** When that day began in that time zone, in epoch seconds; `at` in milliseconds. */
export const dayBegan = (timeZone: string, at: WallTime): EpochSeconds =>
  epochSeconds(Math.floor(at / 1_000) - (pabxTimeIn(timeZone, at) % 86_400))
