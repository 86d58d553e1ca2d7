import { randomAt } from '../prng'

/*
 * The records of the two reports. Each is made from its index when it is requested, so that a million of them need only
 * one number each in memory. Times are local wall clock, as the PABX writes them.
 */

export type RecordOptions = {
  readonly count: number
  readonly seed: number
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string
  readonly to: string
  /** Share of the records that fall into a few crowded minutes. */
  readonly burst: number
  /**
   * The number of seconds from 10:00 on which those are spread; with 1 they share one moment that no window can split.
   */
  readonly burstSeconds: number
}

export type Records<Row> = {
  readonly count: number
  /** Seconds since `1970-01-01 00:00:00` of the wall clock, ascending. */
  readonly times: Float64Array
  readonly rowAt: (index: number) => Row
}

const DAY = 86_400

/** The share of a day's records in each hour: two rush hours, hardly any at night. */
const hours = [0, 0, 0, 0, 0, 0, 1, 3, 8, 12, 13, 10, 6, 8, 12, 11, 8, 5, 2, 1, 0, 0, 0, 0]
const hourTotal = hours.reduce((sum, share) => sum + share, 0)

export const secondsOf = (text: string): number | null => {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text)
  if (match === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part || 0))
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1_000
}

export const textOf = (seconds: number): string =>
  new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ')

function makeTimes({ count, seed, from, to, burst, burstSeconds }: RecordOptions): Float64Array {
  const first = secondsOf(from) ?? 0
  const days = Math.max(1, Math.round(((secondsOf(to) ?? first) - first) / DAY) + 1)
  const times = new Float64Array(count)
  for (let index = 0; index < count; index++) {
    const day = first + Math.floor(randomAt(seed, index * 4) * days) * DAY
    if (randomAt(seed, index * 4 + 1) < burst) {
      times[index] = day + 10 * 3_600 + Math.floor(randomAt(seed, index * 4 + 2) * burstSeconds)
      continue
    }
    let share = randomAt(seed, index * 4 + 2) * hourTotal
    const hour = hours.findIndex((weight) => (share -= weight) < 0)
    times[index] = day + Math.max(hour, 0) * 3_600 + Math.floor(randomAt(seed, index * 4 + 3) * 3_600)
  }
  return times.sort()
}

const agents = [
  'DEV',
  'SUPORTE.BARBARA',
  'SUPORTE.CAIO',
  'VENDAS.FERNANDA',
  'VENDAS.GUILHERME',
  'COBRANCA.JULIA',
]
const tabs = [
  'Venda concluída',
  'Sem interesse',
  'Telefone Ocupado / Não atende',
  'Retornar depois',
  'Número errado',
]
const directions = ['dialer-inbound', 'inbound', 'outbound']
const mailings = ['BASE1', 'BASE2', 'TESTE']
const causes = [
  'NORMAL_CLEARING',
  'NO_ANSWER',
  'USER_BUSY',
  'SUBSCRIBER_ABSENT',
  'CALL_REJECTED',
  'UNALLOCATED_NUMBER',
]

const choose = (from: readonly string[], random: number): string =>
  from[Math.floor(random * from.length)] ?? ''
const clock = (seconds: number): string => textOf(seconds).slice(11)
const phone = (random: number): string => `0119${String(Math.floor(random * 100_000_000)).padStart(8, '0')}`

export type TabulationRecord = Readonly<
  Record<'direction' | 'agent' | 'tab_name' | 'destination' | 'mailing_name' | 'start_epoch', string>
>

export function tabulations(options: RecordOptions): Records<TabulationRecord> {
  const times = makeTimes(options)
  const random = (index: number, salt: number): number => randomAt(options.seed + 77 + salt, index)
  return {
    count: options.count,
    times,
    rowAt: (index) => ({
      direction: choose(directions, random(index, 0)),
      agent: choose(agents, random(index, 1)),
      tab_name: choose(tabs, random(index, 2) ** 1.5),
      destination: phone(random(index, 3)),
      mailing_name: choose(mailings, random(index, 4)),
      start_epoch: textOf(times[index] ?? 0),
    }),
  }
}

export type DialerRecord = Readonly<
  Record<
    | 'mailing_name'
    | 'mailing_key'
    | 'destination'
    | 'date_time_start'
    | 'ringing_duration'
    | 'answer_time'
    | 'agent_answer_duration'
    | 'hangup_cause',
    string
  >
> & { readonly queue: string | null; readonly agent: string | null }

export function dialerCalls(options: RecordOptions): Records<DialerRecord> {
  const times = makeTimes(options)
  const random = (index: number, salt: number): number => randomAt(options.seed + 999 + salt, index)
  return {
    count: options.count,
    times,
    rowAt: (index) => {
      const start = times[index] ?? 0
      const ringing = Math.floor(random(index, 0) * 45)
      const cause = choose(causes, random(index, 1) ** 1.4)
      const answered = cause === 'NORMAL_CLEARING'
      return {
        mailing_name: choose(mailings, random(index, 2)),
        mailing_key: String(9_000 + Math.floor(random(index, 3) * 1_000)),
        destination: phone(random(index, 4)),
        date_time_start: textOf(start),
        ringing_duration: clock(ringing),
        answer_time: answered ? clock((start % DAY) + ringing) : '--:--:--',
        queue: answered ? 'FILA_VENDAS' : null,
        agent: answered ? choose(agents, random(index, 5)) : null,
        agent_answer_duration: answered ? clock(Math.floor(random(index, 6) * 20)) : '--:--:--',
        hangup_cause: cause,
      }
    },
  }
}

export type Order = 'newestFirst' | 'oldestFirst' | 'shuffled'

/** The rows from `first` to `last` (seconds, both included) that `keep` accepts, at most `limit`, in that order. */
export function slice<Row>(
  { times, rowAt }: Records<Row>,
  window: { readonly first: number; readonly last: number },
  keep: ((row: Row) => boolean) | null,
  order: Order,
  limit: number,
): Row[] {
  const begin = lowerBound(times, window.first)
  const end = lowerBound(times, window.last + 1)
  const rows: Row[] = []
  for (let step = 0; step < end - begin && rows.length < limit; step++) {
    const row = rowAt(order === 'oldestFirst' ? begin + step : end - 1 - step)
    if (keep === null || keep(row)) rows.push(row)
  }
  return order === 'shuffled' ? shuffle(rows) : rows
}

function shuffle<Row>(rows: Row[]): Row[] {
  return rows
    .map((row, index) => [randomAt(rows.length, index), row] as const)
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row)
}

function lowerBound(times: Float64Array, wanted: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
