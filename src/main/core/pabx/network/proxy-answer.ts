import { isLoopback } from '../loopback'

/** A proxy that makes CONNECT tunnels, over plain http. */
export type Proxy = { readonly host: string; readonly port: number }

/** How the PABX is reached. `unsupported`: by a kind of proxy that the bar cannot use. */
export type Way = 'direct' | 'unsupported' | Proxy

const PROXY_PORT = 80

function proxyAt(address: string): Proxy | null {
  const url = `http://${address}`
  if (!URL.canParse(url)) return null
  const { hostname, port } = new URL(url)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? PROXY_PORT : Number(port) }
}

/** Parses Chromium's answer, in the notation of a PAC file: `PROXY one:8080; SOCKS5 two:1080; DIRECT`. */
export function readProxyAnswer(answer: string): readonly Way[] {
  const ways = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry): Way => {
      const [kind = '', address = ''] = entry.split(/\s+/)
      if (/^direct$/i.test(kind)) return 'direct'
      return (/^proxy$/i.test(kind) ? proxyAt(address) : null) ?? 'unsupported'
    })
  return ways.length === 0 ? ['direct'] : ways
}

/** The ways that `pabx.proxy` itself decides for that host; null when the system has to be asked. */
export function settledWays(setting: string, host: string): readonly Way[] | null {
  if (setting === 'none' || isLoopback(host.includes(':') ? `[${host}]` : host)) return ['direct']
  if (setting === 'system') return null
  return [proxyAt(setting.replace(/^http:\/\//i, '').replace(/\/$/, '')) ?? 'unsupported']
}
