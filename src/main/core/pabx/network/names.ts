import { lookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { NetworkFault } from './fault'

/**
 * How long each address of a name is tried before the next one. Node's 250 ms are too short for a slow line: each
 * attempt is given up, and only the last address is left, which may lead nowhere. Milliseconds.
 */
export const ATTEMPT_MS = 2_000

/** After this the look-up counts as failed. Shorter than the deadline of a poll. Milliseconds. */
const PATIENCE_MS = 7_000

export type Names = {
  readonly lookup: LookupFunction
  /** Called when a connection to an address of that family was made. */
  readonly worked: (family: string | undefined) => void
  /** Called after a network change: name servers and routes are different. */
  readonly forget: () => void
}

/** Finds all addresses of a name. */
type LookUp = (
  name: string,
  answer: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void

const systemLookUp: LookUp = (name, answer) => lookup(name, { all: true }, answer)

/**
 * Looks up one name at a time. Each look-up to a dead name server blocks one of Node's four threads, which the disk
 * needs too. The family that last connected is tried first, IPv4 until then.
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
