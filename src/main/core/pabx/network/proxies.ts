import { settledWays, readProxyAnswer, type Way } from './proxy-answer'

/** The system's own answer for an address, in the words of a PAC file; may take long, may reject. */
export type ResolveProxy = (origin: string) => Promise<string>

export type Proxies = {
  /** The ways to that host, the best first. Only the first question for a host has to wait. */
  readonly waysTo: (host: string, port: number, setting: string) => Promise<readonly Way[]>
  /** Called when that way connected. It is tried first until the system is asked again. */
  readonly worked: (host: string, port: number, way: Way) => void
  /** Called when a connection failed. Asks the system again, without making anything wait. */
  readonly lookAgain: (host: string, port: number) => void
  /** Called after a network change: earlier answers of the system no longer hold. */
  readonly forget: () => void
}

/**
 * A slower system is looking for a PAC file that it may never get. Until it answers, the PABX is reached by the last
 * known way, or directly. Milliseconds.
 */
const PATIENCE_MS = 1_500

/** Remembers the system's answer for each address, so that no hang-up waits for a PAC file. */
export function createProxies(resolve: ResolveProxy): Proxies {
  let known = new Map<string, Promise<readonly Way[]>>()
  let asking = new Set<string>()
  const best = new Map<string, string>()
  /** The last answer on any network. */
  const last = new Map<string, readonly Way[]>()

  function ask(origin: string): Promise<readonly Way[]> {
    const answers = known
    const asked = asking
    asked.add(origin)
    const late = resolve(origin)
      .then(readProxyAnswer)
      .catch((): readonly Way[] => ['direct'])
      .finally(() => asked.delete(origin))
    void late.then((ways) => {
      if (answers !== known) return
      last.set(origin, ways)
      answers.set(origin, late)
      best.delete(origin)
    })
    return late
  }

  function inTime(origin: string): Promise<readonly Way[]> {
    return new Promise((resolve) => {
      const limit = setTimeout(() => resolve(last.get(origin) ?? ['direct']), PATIENCE_MS)
      void ask(origin).then((ways) => {
        clearTimeout(limit)
        resolve(ways)
      })
    })
  }

  return {
    waysTo: async (host, port, setting) => {
      const settled = settledWays(setting, host)
      if (settled !== null) return settled
      const origin = originFor(host, port)
      const answer = known.get(origin) ?? inTime(origin)
      // The first requests share one fallback answer; the late answer of the system then replaces it.
      if (!known.has(origin)) known.set(origin, answer)
      const first = best.get(origin)
      const isBest = (way: Way): boolean => JSON.stringify(way) === first
      const ways = await answer
      return [...ways.filter(isBest), ...ways.filter((way) => !isBest(way))]
    },
    worked: (host, port, way) => best.set(originFor(host, port), JSON.stringify(way)),
    lookAgain: (host, port) => {
      const origin = originFor(host, port)
      if (known.has(origin) && !asking.has(origin)) void ask(origin)
    },
    forget: () => {
      known = new Map()
      asking = new Set()
      best.clear()
    },
  }
}

const originFor = (host: string, port: number): string => `https://${authority(host, port)}`

/** Host and port as an address writes them. */
export const authority = (host: string, port: number): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`
