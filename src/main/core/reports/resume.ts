import * as z from 'zod'
import { pabxTime, type PabxTime } from '../../../shared/time'
import { filterNames, reportKinds, type ReportKind } from '../../../shared/reports/kinds'
import type { ReportRequest } from './request'
import type { Kept } from './run'

/*
 * The note beside the part of an unfinished report, with which the same command continues: whose report it is, where
 * the walk stood, and how much of the part was written by then.
 */

/** Two runs with the same values here write the same file. */
export type ReportIdentity = ReportRequest & {
  readonly baseUrl: string
  readonly companyId: string
  readonly separator: string
}

/** The bytes written until then, and their SHA-256, which shows whether somebody has changed the part. */
export type Extent = { readonly bytes: number; readonly sha256: string }

export type Note = {
  readonly identity: ReportIdentity
  /** When the first run that wrote it began, by the PABX's clock, in wall-clock seconds. */
  readonly begunAt: PabxTime
  readonly extent: Extent
  readonly kept: Kept
}

const seconds = z.number().int().transform(pabxTime)
const count = z.number().int().min(0)
const window = z.object({ first: seconds, last: seconds })
const filters = z.object(
  Object.fromEntries(filterNames.map((name) => [name, z.string()])) as Record<
    (typeof filterNames)[number],
    z.ZodString
  >,
)
const kinds = Object.keys(reportKinds) as [ReportKind, ...ReportKind[]]

const note = z.object({
  version: z.literal(2),
  identity: z.object({
    kind: z.enum(kinds),
    period: window,
    seconds: window,
    filters,
    baseUrl: z.string(),
    companyId: z.string(),
    separator: z.string(),
  }),
  begunAt: seconds,
  extent: z.object({ bytes: count, sha256: z.string() }),
  kept: z.object({
    rows: count,
    requests: count,
    undated: count,
    lateColumns: z.array(z.string()),
    moreColumns: z.boolean(),
    columns: z.array(z.string()).min(1),
    incomplete: z.array(z.object({ window, filters, why: z.enum(['cut', 'unproven']) })),
    position: z.object({
      rest: window.nullable(),
      endIsWhole: z.boolean(),
      tailDone: z.boolean(),
      mistrusted: z.boolean(),
      cap: count.min(1),
      crowds: z.array(z.object({ window, asked: z.array(z.string()) })),
      causes: z.array(z.string()),
    }),
  }),
})

export const writeNote = (known: Note): string => JSON.stringify({ version: 2, ...known })

/** The note of an earlier run; null when it is damaged, or belongs to another report or PABX. */
export function readNote(text: string, wanted: ReportIdentity): Note | null {
  const read = note.safeParse(parsed(text))
  if (!read.success) return null
  const { identity, begunAt, extent, kept } = read.data
  return sameReport(identity, wanted) ? { identity, begunAt, extent, kept } : null
}

/**
 * A call is recorded when it ends, under the moment at which it began: new records may come in for this long. Seconds.
 */
const SETTLES_AFTER = 3_600

/** Whether records of that period could still come in at that moment of the PABX's clock. */
export const isGrowing = ({ last }: ReportRequest['seconds'], at: PabxTime): boolean =>
  last + SETTLES_AFTER > at

/**
 * Whether the period could still grow when the report began. The walk may have read its growing part first and would
 * not ask for it again, so this report cannot be continued.
 */
export const wasStillGrowing = ({ identity, begunAt }: Pick<Note, 'identity' | 'begunAt'>): boolean =>
  isGrowing(identity.seconds, begunAt)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const sameReport = (one: ReportIdentity, other: ReportIdentity): boolean => keyOf(one) === keyOf(other)

const keyOf = ({
  kind,
  seconds: wanted,
  filters: by,
  baseUrl,
  companyId,
  separator,
}: ReportIdentity): string =>
  JSON.stringify([
    kind,
    wanted.first,
    wanted.last,
    ...filterNames.map((name) => by[name]),
    baseUrl,
    companyId,
    separator,
  ])
