import * as z from 'zod'
import { PAGE_ROWS } from '../../../shared/reports/session'
import { DONE, type Outcome } from '../../../shared/outcome'
import type { Core } from '../kernel/core'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import type { PageOutput } from '../kernel/ports'
import type { Answerers } from '../kernel/queries'
import type { Connected } from './connect'
import { createReportSession, type ReportPorts } from './session'

type Ports = ReportPorts & {
  readonly core: Core
  readonly connect: () => Connected
  readonly pageOutput: PageOutput
  /** Called when the report has progressed, so that its window is pushed the new state. */
  readonly onChange: () => void
}

const shortText = z.string().max(200)
const pageAsk = z.strictObject({
  search: shortText,
  sort: z.strictObject({ column: shortText, descending: z.boolean() }).nullable(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(PAGE_ROWS),
})

/** One report at a time, and the queries of its window. */
export function createReportsFeature({ core, connect, pageOutput, onChange, ...ports }: Ports) {
  const session = createReportSession({ ...ports, ...core, connect, onChange })
  const control = (what: 'pause' | 'resume' | 'cancel'): Outcome => {
    session.control(what)
    return DONE
  }
  return {
    session,
    busy: () => [
      ...(session.isRunning() ? (['report'] as const) : []),
      ...(session.isHeld() ? (['rows'] as const) : []),
    ],
    stop: session.close,
    handlers: {
      'reports.begin': (_core, form) => session.begin(form),
      'reports.pause': () => control('pause'),
      'reports.resume': () => control('resume'),
      'reports.cancel': () => control('cancel'),
      'reports.compare': () => session.compare(),
      'reports.compareStop': () => {
        session.stopComparing()
        return DONE
      },
      'reports.export': (_core, ask) => session.exportTo(ask),
      'reports.picture': (_core, { name, area }) => pageOutput.picture(name, area),
      'reports.print': () => {
        pageOutput.print()
        return DONE
      },
    } as const satisfies Partial<Handlers>,
    queries: {
      'reports.page': { argument: pageAsk, answer: session.page },
      'reports.summary': { argument: z.undefined(), answer: session.summary },
    } as const satisfies Partial<Answerers>,
  } satisfies Feature & Record<string, unknown>
}
