import * as z from 'zod'
import { exportFormats, PAGE_ROWS } from '../../../shared/reports/session'
import type { Core } from '../kernel/core'
import type { Feature } from '../kernel/feature'
import type { PageOutput } from '../kernel/ports'
import type { Answerers } from '../kernel/queries'
import { createReportSession, type Connected, type ReportPorts } from './session'
import { MOST_COLUMNS } from './files/columns'

type Ports = ReportPorts & {
  readonly core: Core
  readonly connect: () => Connected
  readonly paper: PageOutput
}

const shortText = z.string().max(200)
const sort = z.strictObject({ column: shortText, descending: z.boolean() }).nullable()
const reportForm = z.strictObject({
  kind: z.enum(['tabs', 'dialer']),
  from: shortText,
  to: shortText,
  filters: z.strictObject({
    destination: shortText.optional(),
    mailing: shortText.optional(),
    hangup_cause: shortText.optional(),
  }),
})
const pageAsk = z.strictObject({
  search: shortText,
  sort,
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(PAGE_ROWS),
})
const exportAsk = z.strictObject({
  format: z.enum(exportFormats),
  these: z
    .strictObject({ search: shortText, sort, columns: z.array(shortText).min(1).max(MOST_COLUMNS) })
    .nullable(),
})
const pixels = z.number().int().min(0).max(10_000)
const picture = z.strictObject({
  name: z.string().regex(/^[\w-]{1,40}$/),
  area: z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels }),
})

/** One report at a time, and its window's questions. */
export function createReportsFeature({ core, connect, paper, ...ports }: Ports) {
  const session = createReportSession({ ...ports, ...core, connect })
  return {
    session,
    busy: () => [
      ...(session.isRunning() ? (['report'] as const) : []),
      ...(session.isHeld() ? (['rows'] as const) : []),
    ],
    stop: session.close,
    queries: {
      'reports.begin': { argument: reportForm, answer: session.begin },
      'reports.control': {
        argument: z.enum(['pause', 'resume', 'cancel']),
        answer: (what) => {
          session.control(what)
          return null
        },
      },
      'reports.view': { argument: z.undefined(), answer: session.view },
      'reports.page': { argument: pageAsk, answer: session.page },
      'reports.summary': { argument: z.undefined(), answer: session.summary },
      'reports.export': { argument: exportAsk, answer: session.exportTo },
      'reports.picture': { argument: picture, answer: ({ name, area }) => paper.picture(name, area) },
      'reports.print': {
        argument: z.undefined(),
        answer: () => {
          paper.print()
          return null
        },
      },
    } as const satisfies Partial<Answerers>,
  } satisfies Feature & Record<string, unknown>
}
