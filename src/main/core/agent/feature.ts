import type { DemoProfile } from '../kernel/bar-ports'
import type { Feature } from '../kernel/feature'
import type { Core } from '../kernel/core'
import { agentHandlers } from './handlers'
import { profileOf } from './profile'

type Ports = {
  readonly core: Core
  readonly demo: DemoProfile | null
  readonly systemLocales: readonly string[]
}

/** Which agent the bar works for, and the commands about that agent's session and breaks. */
export function createAgentFeature({ core, demo, systemLocales }: Ports) {
  const follow = (): void => {
    const profile = profileOf(core.settings(), demo, systemLocales)
    core.store.apply({ type: 'profileChanged', profile })
  }
  follow()
  return { onSettings: follow, handlers: agentHandlers } satisfies Feature & Record<string, unknown>
}
