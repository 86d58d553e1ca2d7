import { parseTemplate } from 'url-template'
import type { Call, Profile } from '../snapshot/state'
import { e164 } from '../phone/e164'
import { hostOf, variablesIn, type RecordVariable } from './template'

type Values = Record<RecordVariable, string | string[] | null>

/** The variables that tell one call's record from another's. */
const ofTheCall = ['number', 'e164', 'callId'] as const

/**
 * The address of the record of that call. Null when it leads to another host than the template names, and when nothing
 * is known of the call that the template asks for.
 */
export function recordUrl(
  template: string,
  { id, number, direction }: Pick<Call, 'number' | 'direction'> & { readonly id: string | null },
  { agent, branch, queues }: Pick<Profile, 'agent' | 'branch' | 'queues'>,
): string | null {
  const values: Values = {
    number: number === '' ? null : number.replace(/^\+/, ''),
    e164: e164(number),
    callId: id,
    direction,
    agent,
    branch,
    queue: [...queues],
  }
  const asked = ofTheCall.filter((name) => variablesIn(template).includes(name))
  if (asked.length > 0 && asked.every((name) => values[name] === null)) return null
  try {
    const url = parseTemplate(template).expand(values)
    const host = hostOf(template)
    return host !== null && hostOf(url) === host ? url : null
  } catch {
    // Half a surrogate pair in a name cannot be part of an address.
    return null
  }
}
