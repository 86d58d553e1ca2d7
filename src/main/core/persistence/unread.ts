import { notice } from '../../../shared/snapshot/notices'
import type { Core } from '../kernel/core'

/** Handles a file that cannot be read: the agent is told, and the bar starts as if there were none. */
export const tellUnread =
  (
    { store, clock, log }: Pick<Core, 'store' | 'clock' | 'log'>,
    key: 'memory_not_read' | 'history_not_read',
  ) =>
  (error: unknown): null => {
    log.error(key, error)
    store.apply({ type: 'noticed', notice: notice(key, 'warning', { key }, clock.now()) })
    return null
  }
