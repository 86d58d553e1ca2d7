import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export type Forwarding = {
  readonly port: number
  /** As `pabx.proxy` names it. */
  readonly url: string
  /** What was asked of it, each until the empty line. */
  readonly asked: string[]
  /** All that went through its tunnels towards the PABX, as it was seen on the wire. */
  readonly carried: () => string
  readonly close: () => Promise<void>
}

/** A forwarding proxy. Every tunnel ends on this computer, at the port that was asked for; or it says `status` instead. */
export async function startProxy(status: number | 'silent' = 200): Promise<Forwarding> {
  const asked: string[] = []
  const carried: Buffer[] = []
  const open = new Set<Socket>()
  const keep = (socket: Socket): void => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => open.delete(socket))
  }
  const server = createServer((client) => {
    keep(client)
    let head = ''
    const read = (chunk: Buffer): void => {
      head += chunk.toString('latin1')
      if (!head.includes('\r\n\r\n')) return
      client.off('data', read)
      asked.push(head)
      if (status === 'silent') return
      if (status !== 200) {
        client.end(
          `HTTP/1.1 ${status} No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 31\r\n\r\n{"response":{"status":"ok"}}   `,
        )
        return
      }
      const port = Number(/^CONNECT \S+:(\d+) /.exec(head)?.[1] ?? 0)
      const pabx = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n')
        client.on('data', (data) => carried.push(data))
        client.pipe(pabx).pipe(client)
      })
      keep(pabx)
      client.once('close', () => pabx.destroy())
      pabx.once('close', () => client.destroy())
    }
    client.on('data', read)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    asked,
    carried: () => Buffer.concat(carried).toString('latin1'),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
