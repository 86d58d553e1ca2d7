import { networkInterfaces } from 'node:os'

const LOOK_EVERY_MS = 2_000

/**
 * Calls back when the computer's addresses change: a cable, another Wi-Fi, a VPN. No system event tells of it
 * alike everywhere, and asking some host on the internet is not ours to do; reading the table costs
 * microseconds. Returns the way to stop.
 */
export function watchNetwork(changed: () => void): () => void {
  let last = addresses()
  const timer = setInterval(() => {
    const now = addresses()
    if (now === last) return
    last = now
    // A cable pulled is no reason to ask; one put in is.
    if (now !== '') changed()
  }, LOOK_EVERY_MS)
  return () => clearInterval(timer)
}

function addresses(): string {
  return Object.entries(networkInterfaces())
    .flatMap(([name, all]) =>
      (all ?? []).filter(({ internal }) => !internal).map(({ address }) => `${name} ${address}`),
    )
    .sort()
    .join('\n')
}
