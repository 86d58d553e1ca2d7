import { defaultOptions } from '../../src/simulator/controls'
import { carryOut } from '../../src/simulator/control'
import type { Manners, ProfileName } from '../../src/simulator/manners'
import { startSimulator, type Simulator } from '../../src/simulator/simulator'

export const profileNames: readonly ProfileName[] = ['document', 'field']

/** What takes seconds in the field takes as long here as a test can wait for; the order stays. */
export const hasty: Readonly<Record<ProfileName, Partial<Manners>>> = {
  document: {},
  field: { dialRingsMs: 40, dialAnswersMs: 150, queuedMs: 20 },
}

/** A demo PABX of that profile, without its waits; other manners may be named. */
export const startPabx = (profile: ProfileName, manners: Partial<Manners> = {}): Promise<Simulator> =>
  startSimulator({ clock: 'manual', profile, manners: { ...hasty[profile], ...manners } })

/** Causes something at the demo PABX; answers the call id where there is one. */
export function act({ controls }: Simulator, verb: string, fields: object): string {
  const [status, answer] = carryOut(controls, defaultOptions, verb, JSON.stringify(fields))
  if (status !== 200) throw new Error(`${verb}: ${JSON.stringify(answer)}`)
  return (answer as { call_id?: string }).call_id ?? ''
}
