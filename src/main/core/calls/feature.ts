import type { Core } from '../kernel/core'
import type { Feature } from '../kernel/feature'
import { callHandlers } from './handlers'
import { createHoldWatch } from './hold-watch'

/** The agent's calls: the commands about them, and a warning about calls that stay on hold for long. */
export const createCallsFeature = ({ store, clock, settings }: Core) =>
  ({
    ...createHoldWatch({ store, clock, warnSeconds: () => settings()['calls.holdWarnSeconds'] }),
    handlers: callHandlers,
  }) satisfies Feature & Record<string, unknown>
