declare module 'vitest' {
  interface TaskMeta {
    /** Why a test is skipped, for the summary. */
    reason?: string
  }
}

/** Options of tests that are skipped for that reason; for none, they run. */
export const unless = (reason: string | null): { skip: boolean; meta: { reason?: string } } =>
  reason === null ? { skip: false, meta: {} } : { skip: true, meta: { reason } }
