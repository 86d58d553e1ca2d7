import { lookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { NetworkFault } from './fault'

/**
 * For how long each address of a name is tried before the next one. Node's own 250 ms end every attempt on a slow line,
 * and leave only the last address, which may lead nowhere.
 */
export const ATTEMPT_MS = 2_000

/** A resolver that is slower has no answer. Shorter than what a poll may take. */
const PATIENCE_MS = 7_000

export type Names = {
  readonly lookup: LookupFunction
  /** A connection to an address of that family was made. */
  readonly worked: (family: string | undefined) => void
  /** Another network: other name servers, other routes. */
  readonly forget: () => void
}

/** Finds all addresses of a name. */
type LookUp = (
  name: string,
  answer: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void

const systemLookUp: LookUp = (name, answer) => lookup(name, { all: true }, answer)

/**
 * Names, looked up once at a time: each look-up holds one of Node's four threads for as long as a name server that is
 * gone takes, and the disk needs them too. The family that was connected to last goes first, IPv4 until then.
 */
export function createNames(lookUp: LookUp = systemLookUp): Names {
  let asked = new Map<string, Promise<readonly LookupAddress[]>>()
  let preferred = 4

  function addressesOf(name: string): Promise<readonly LookupAddress[]> {
    const pending = asked.get(name)
    if (pending !== undefined) return pending
    const inFlight = asked
    const answer = new Promise<readonly LookupAddress[]>((resolve, reject) => {
      lookUp(name, (error, addresses) => {
        inFlight.delete(name)
        if (error === null) resolve(addresses)
        else reject(error)
      })
    })
    asked.set(name, answer)
    return answer
  }

  return {
    lookup: (name, { all }, answer) => {
      inTime(addressesOf(name)).then(
        (addresses) => {
          const ordered = addresses.toSorted((a, b) => rank(a) - rank(b))
          const [first] = ordered
          if (all === true) answer(null, ordered)
          else if (first === undefined) answer(new NetworkFault('NAME_NOT_FOUND'), '')
          else answer(null, first.address, first.family)
        },
        (error: unknown) => answer(error instanceof Error ? error : new NetworkFault('NAME_NOT_FOUND'), ''),
      )
    },
    worked: (family) => {
      if (family !== undefined) preferred = family === 'IPv6' ? 6 : 4
    },
    forget: () => {
      asked = new Map()
      preferred = 4
    },
  }

  function inTime(answer: Promise<readonly LookupAddress[]>): Promise<readonly LookupAddress[]> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new NetworkFault('NAME_NOT_FOUND')), PATIENCE_MS)
      answer.then(resolve, reject).finally(() => clearTimeout(limit))
    })
  }

  function rank({ family }: LookupAddress): number {
    return family === preferred ? 0 : 1
  }
}
