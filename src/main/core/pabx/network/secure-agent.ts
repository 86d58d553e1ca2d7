import https from 'node:https'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { NetworkFault } from './fault'
import type { Names } from './names'
import type { Proxies } from './proxies'
import type { Trusted } from './trust'
import { openTunnel } from './tunnel'

type Outside = {
  readonly proxies: Proxies
  readonly names: Names
  /** `pabx.proxy`. */
  readonly proxy: string
  readonly trusted: () => Trusted
}

/**
 * Connections over TLS, through a proxy's tunnel where one is used. The certificate is checked inside the tunnel as it
 * is without one, and the request is written only after that.
 */
export class SecureAgent extends https.Agent {
  constructor(
    options: https.AgentOptions,
    private readonly outside: Outside,
  ) {
    super({ ...options, rejectUnauthorized: true })
  }

  override createConnection(
    options: https.RequestOptions,
    done?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    this.open(options).then(
      (socket) => done?.(null, socket),
      (error: unknown) =>
        done?.(error instanceof Error ? error : new NetworkFault('PROXY_UNREACHABLE'), new Socket()),
    )
  }

  private async open(options: https.RequestOptions): Promise<Duplex> {
    const { context: secureContext } = this.outside.trusted()
    const tunnel = await this.tunnelTo(options.host ?? '', Number(options.port ?? 443))
    // Passed to `tls.connect`, which has more options than a request.
    const inside = { ...options, secureContext, ...(tunnel === null ? {} : { socket: tunnel }) }
    const socket = super.createConnection(inside)
    if (socket === null || socket === undefined) throw new Error('no connection was made')
    return socket
  }

  /** A tunnel to the host, or null for a direct connection. */
  private async tunnelTo(host: string, port: number): Promise<Socket | null> {
    const { proxies, names, proxy } = this.outside
    let fault = new NetworkFault('PROXY_UNSUPPORTED')
    for (const way of await proxies.waysTo(host, port, proxy)) {
      if (way === 'direct') return null
      if (way === 'unsupported') continue
      try {
        const socket = await openTunnel(way, host, port, names.lookup)
        proxies.worked(host, port, way)
        return socket
      } catch (error) {
        if (!(error instanceof NetworkFault)) throw error
        fault = error
        // When one proxy refuses the tunnel, the next one must not be used to get around it.
        if (error.code !== 'PROXY_UNREACHABLE') break
      }
    }
    throw fault
  }
}
