import { networkInterfaces } from 'node:os'

const LOOK_EVERY_MS = 2_000

/**
 * Calls back when the computer's addresses change: a cable, another Wi-Fi, a VPN. No event reports this on every
 * system, and the bar contacts no third-party host to find out; reading the table of addresses takes microseconds.
 * Returns a function that stops watching.
 */
export function watchNetwork(changed: () => void): () => void {
  let last = addresses()
  const timer = setInterval(() => {
    const now = addresses()
    if (now === last) return
    last = now
    // Losing the network is no reason to poll; getting it back is.
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
