import type { Lanes } from '../../core/pabx/lanes'
import type { Clock, Pabx } from '../../core/kernel/ports'
import type { Redactor } from '../../core/secrets/redact'
import type { RequestNotes } from '../../core/pabx/request-notes'
import type { Connection } from '../../core/pabx/vocom-client'

/**
 * The client of the PABX, loaded with the first request because axios would slow down the start. Every key is
 * registered with the redactor before it is used.
 */
export function createPabx(
  connection: () => Connection | null,
  clock: Clock,
  redactor: Redactor,
  notes: RequestNotes,
  lanes: Lanes,
  ready: Promise<unknown> = Promise.resolve(),
): Pabx {
  let client: Promise<Pabx> | null = null
  const load = async (): Promise<Pabx> => {
    await ready
    const { createVocomClient } = await import('../../core/pabx/vocom-client')
    const known = (): Connection | null => {
      const current = connection()
      if (current !== null) redactor.hide(current.key)
      return current
    }
    return createVocomClient({ connection: known, now: clock.now, onRequest: notes.add, lanes })
  }
  return {
    call: async (endpoint, request, options) => {
      // If loading failed, the next request tries again.
      client ??= load().catch((error: unknown) => {
        client = null
        throw error
      })
      return (await client).call(endpoint, request, options)
    },
  }
}
