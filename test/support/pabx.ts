import { defaultOptions } from '../../src/simulator/controls'
import { perform } from '../../src/simulator/control'
import type { Simulator } from '../../src/simulator/simulator'

/** Causes something at the demo PABX; answers the call id where there is one. */
export function act({ controls }: Simulator, verb: string, fields: object): string {
  const [status, answer] = perform(controls, defaultOptions, verb, JSON.stringify(fields))
  if (status !== 200) throw new Error(`${verb}: ${JSON.stringify(answer)}`)
  return (answer as { call_id?: string }).call_id ?? ''
}
