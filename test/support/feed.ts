import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A file, or whatever else a server may answer. */
export type Served = string | Uint8Array | ((response: ServerResponse) => void)

export type FeedServer = {
  readonly url: string
  /** What lies in the feed, by name; changed at will. */
  readonly files: Map<string, Served>
  /** Every path that was asked for, in order. */
  readonly asked: string[]
  readonly close: () => Promise<void>
}

/** A static web server on loopback, as a feed of releases is one. */
export async function startFeed(): Promise<FeedServer> {
  const files: FeedServer['files'] = new Map()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://feed').pathname.slice(1))
    asked.push(name)
    const file = files.get(name)
    if (typeof file === 'function') {
      file(response)
      return
    }
    response.writeHead(file === undefined ? 404 : 200, { 'content-length': Buffer.byteLength(file ?? '') })
    response.end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    files,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
