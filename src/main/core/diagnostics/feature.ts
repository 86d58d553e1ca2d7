import * as z from 'zod'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import type { Logger } from '../kernel/ports'
import type { Answerers } from '../kernel/queries'

/** Diagnostics for IT: the export to a file, and faults of pages in the log. */
export const createDiagnosticsFeature = (log: Logger) =>
  ({
    handlers: {
      // A path from a page is ignored, because the file at that path would be overwritten. Only a command line may name
      // one.
      'diagnostics.export': ({ desktop }, path, source) =>
        desktop.exportDiagnostics(source === 'cli' ? path : undefined),
    } as const satisfies Partial<Handlers>,
    queries: {
      'page.failed': {
        argument: z.strictObject({ where: z.string().max(60), what: z.string().max(2_000) }),
        answer: (fault) => {
          log.error('a page failed', fault)
          return null
        },
      },
    } as const satisfies Partial<Answerers>,
  }) satisfies Feature & Record<string, unknown>
