import { settledWays, readProxyAnswer, type Way } from './proxy-answer'

/** The system's own answer for an address, in the words of a PAC file; may take long, may reject. */
export type ResolveProxy = (origin: string) => Promise<string>

export type Proxies = {
  /** The ways to that host, the best first; known at once but for the first time. */
  readonly waysTo: (host: string, port: number, setting: string) => Promise<readonly Way[]>
  /** That way was open. Until the system is asked again it is tried first. */
  readonly worked: (host: string, port: number, way: Way) => void
  /** A connection failed: asks the system again, and nobody waits for it. */
  readonly lookAgain: (host: string, port: number) => void
  /** Another network: what the system said before is of no use. */
  readonly forget: () => void
}

/**
 * A system that is slower looks for a PAC file that it may never get: until it answers, the PABX is tried by the way of
 * before, or without a proxy.
 */
const PATIENCE_MS = 1_500

/** What the system says is kept for each address, so that no hang-up waits for a PAC file. */
export function createProxies(resolve: ResolveProxy): Proxies {
  let known = new Map<string, Promise<readonly Way[]>>()
  let asking = new Set<string>()
  const best = new Map<string, string>()
  /** What was last said, on whatever network. */
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
    return new Promise((tell) => {
      const limit = setTimeout(() => tell(last.get(origin) ?? ['direct']), PATIENCE_MS)
      void ask(origin).then((ways) => {
        clearTimeout(limit)
        tell(ways)
      })
    })
  }

  return {
    waysTo: async (host, port, setting) => {
      const settled = settledWays(setting, host)
      if (settled !== null) return settled
      const origin = originFor(host, port)
      const answer = known.get(origin) ?? inTime(origin)
      // The first who ask share one answer; the late one takes its place.
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

/** Host and port as they stand in an address. */
export const authority = (host: string, port: number): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`
