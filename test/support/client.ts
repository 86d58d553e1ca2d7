import { steadyTime } from '../../src/shared/time'
import { createVocomClient, type Connection } from '../../src/main/core/pabx/vocom-client'
import { defaultOptions } from '../../src/simulator/controls'

type Options = Parameters<typeof createVocomClient>[0]

/** The client of a bar that works at that PABX, with the demo's key and nothing between them. */
export function clientOf(baseUrl: string, connection: Partial<Connection> = {}, more: Partial<Options> = {}) {
  const whole: Connection = {
    baseUrl,
    key: defaultOptions.key,
    allowInsecureHttp: false,
    keyVersion: 1,
    proxy: 'none',
    caFile: '',
    ...connection,
  }
  return createVocomClient({ connection: () => whole, now: () => steadyTime(0), ...more })
}
