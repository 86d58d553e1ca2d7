import * as z from 'zod'
import type { History } from '../../../shared/history/history'
import { DONE, type Outcome } from '../../../shared/outcome'
import { SAVED_MOST, withRenamed, withSaved } from '../../../shared/reports/saved'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import type { Answerers } from '../kernel/queries'

type Ports = {
  /** They are kept beside the agent's history: for this agent alone, and where a customer's number is erased. */
  readonly history: {
    readonly read: () => History
    readonly keepReports: (reports: History['reports']) => Promise<void>
  }
}

/** Reports to which the agent has given a name. */
export function createSavedReportsFeature({ history }: Ports) {
  const saved = (): History['reports'] => history.read().reports

  async function keep(next: History['reports'] | null, refusal: Outcome): Promise<Outcome> {
    if (next === null) return refusal
    await history.keepReports(next)
    return DONE
  }

  return {
    handlers: {
      'reports.keep': (_core, report) =>
        keep(withSaved(saved(), report), {
          ok: false,
          why: 'refused',
          sentence: { key: 'report_saved_full', values: { count: SAVED_MOST } },
        }),
      'reports.rename': (_core, { name, next }) =>
        keep(withRenamed(saved(), name, next), {
          ok: false,
          why: 'refused',
          sentence: { key: 'report_saved_taken', values: { name: next } },
        }),
      'reports.forget': (_core, name) =>
        keep(
          saved().filter((report) => report.name !== name),
          DONE,
        ),
    } as const satisfies Partial<Handlers>,
    queries: {
      'reports.saved': { argument: z.undefined(), answer: saved },
    } as const satisfies Partial<Answerers>,
  } satisfies Feature & Record<string, unknown>
}
