import { DONE } from '../../../shared/outcome'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import type { Logger } from '../kernel/ports'

/** Diagnostics for IT: the export to a file, and faults of pages in the log. */
export const createDiagnosticsFeature = (log: Logger) =>
  ({
    handlers: {
      // A path from a page is ignored, because the file at that path would be overwritten. Only a command line may name
      // one.
      'diagnostics.export': ({ desktop }, path, source) =>
        desktop.exportDiagnostics(source === 'cli' ? path : undefined),
      'page.failed': (_core, fault) => {
        log.error('a page failed', fault)
        return DONE
      },
    } as const satisfies Partial<Handlers>,
  }) satisfies Feature & Record<string, unknown>
