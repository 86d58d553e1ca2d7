import * as z from 'zod'

/*
 * The behaviour of the demo PABX where the vendor's document leaves room, or where real servers differ from it. Each
 * manner is declared here once, with its value in both profiles; the control API can change any of them.
 */

type Manner<Schema extends z.ZodType> = {
  readonly takes: Schema
  readonly document: z.output<Schema>
  readonly field: z.output<Schema>
  readonly says: string
}

const manner = <Schema extends z.ZodType>(
  takes: Schema,
  document: z.output<Schema>,
  field: z.output<Schema>,
  says: string,
): Manner<Schema> => ({ takes, document, field, says })

const milliseconds = z.number().int().min(0).max(600_000)
const flag = z.boolean()

export const manners = {
  htmlAnswers: manner(flag, false, true, 'HTTP 200 and text/html for every answer, refusals too'),
  notices: manner(
    z.enum(['none', 'before', 'behind', 'instead']),
    'none',
    'none',
    "PHP's notices before or behind the JSON, or a fatal error instead of it",
  ),
  saysNothing: manner(flag, false, true, 'a null status where the PABX did nothing, instead of a refusal'),
  dialRingsMs: manner(milliseconds, 0, 3_000, "from the dial to the ringing of the agent's phone"),
  dialAnswersMs: manner(milliseconds, 0, 10_000, 'from the dial to its HTTP answer'),
  phone: manner(
    z.enum(['answers', 'notSeen', 'noChannel']),
    'answers',
    'answers',
    "the agent's phone when it is called: answers, is never seen in a call, or has no channel",
  ),
  oneCallEach: manner(flag, true, false, 'a dial is refused while the agent is in a call that does not wait'),
  lines: manner(
    z.number().int().min(1).max(8),
    2,
    2,
    "so many calls the agent's phone takes: a further dial finds no channel, a further caller is not offered",
  ),
  autoHold: manner(
    flag,
    false,
    true,
    "the agent's phone puts the call that is spoken to on hold as it takes another one",
  ),
  queuedMs: manner(
    milliseconds,
    0,
    200,
    'hold, retrieve and transfer say ok at once and are done this much later (0: done, then answered)',
  ),
  deadCallsOk: manner(
    flag,
    false,
    true,
    'ok for a hang-up, hold, retrieve or transfer of a call that is gone',
  ),
  strictLogin: manner(flag, false, true, 'a login works from Logged Out and Available only'),
  strictLogout: manner(flag, false, true, 'a logout works from exactly Available only'),
  strictBreak: manner(flag, false, true, 'a break begins from exactly Available only'),
  returnsAnybody: manner(flag, false, true, 'a return is always ok and makes anybody Available'),
  leavesList: manner(
    flag,
    false,
    true,
    'a logout takes the agent out of every list, a login puts them into one queue',
  ),
  doubledBreaks: manner(flag, false, true, 'a break comes once for each queue of the agent'),
  nullBreakList: manner(flag, false, true, 'an agent without breaks has "result": null'),
  numberedObjects: manner(flag, false, true, 'both agent lists share one index: objects with number keys'),
  shortRows: manner(flag, false, true, 'rows of logged-out agents have no extension and other counters'),
  neighbourCounters: manner(
    flag,
    false,
    true,
    'an agent who had no call today shows the figures of the agent above',
  ),
  nullDurations: manner(flag, false, true, 'a duration of nothing is null'),
  unknownQueueOk: manner(flag, false, true, 'the list of an unknown queue is ok and empty'),
  breakAfterMissed: manner(
    z.number().int().min(0).max(100),
    0,
    3,
    'so many calls missed in a row put the agent On Break (0: never)',
  ),
  availableAs: manner(
    z.enum(['Available', 'Available (On Demand)']),
    'Available',
    'Available',
    'the status after a login and after a break',
  ),
  onOutbound: manner(flag, false, false, 'the status is On Outbound during a call that the agent placed'),
} as const

type Table = typeof manners

export type Manners = { readonly [Name in keyof Table]: z.output<Table[Name]['takes']> }
export type ProfileName = 'document' | 'field'

const each = <Value>(take: (of: Manner<z.ZodType>) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(manners).map(([name, of]) => [name, take(of as Manner<z.ZodType>)]))

/** What the vendor promises, and what a real server does. */
export const profiles: Readonly<Record<ProfileName, Manners>> = {
  document: each(({ document }) => document) as Manners,
  field: each(({ field }) => field) as Manners,
}

const shape = each(({ takes }) => takes) as { [Name in keyof Table]: Table[Name]['takes'] }

/** Any subset of the manners. */
export const mannerChanges = z.strictObject(shape).partial()

/** The manners with those changes. */
export function mannersWith(from: Manners, changes: z.output<typeof mannerChanges>): Manners {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...from, ...(Object.fromEntries(given) as Partial<Manners>) }
}
