import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type ListenOptions, type NetConnectOpts } from 'node:net'
import { createInterface } from 'node:readline'
import type { PrivateNetwork } from './private-network'

/*
 * Ways between a private network and this one: through sockets on the disk, which belong to no network.
 */

type Way = { readonly from: ListenOptions; readonly to: NetConnectOpts }

/** Hands on what connects to the one end; answers the port, where it is one of this network. */
export async function openWay({
  from,
  to,
}: Way): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((socket) => {
    const other = connect(to)
    for (const end of [socket, other])
      end.on('error', () => void [socket, other].map((each) => each.destroy()))
    socket.pipe(other).pipe(socket)
  }).listen(from)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'string' ? 0 : (address?.port ?? 0)
  return { port, close: () => void server.close() }
}

const child = `
const { connect, createServer } = await import('node:net')
for (const { from, to } of JSON.parse(process.argv[1]))
  await new Promise((resolve) => createServer((socket) => {
    const other = connect(to)
    for (const end of [socket, other]) end.on('error', () => [socket, other].map((each) => each.destroy()))
    socket.pipe(other).pipe(socket)
  }).listen(from, resolve))
console.log('ready')`

/** The same inside the private network. */
export async function openWaysInside(network: PrivateNetwork, ways: readonly Way[]): Promise<() => void> {
  const words = ['--input-type=module', '-e', child, '--', JSON.stringify(ways)]
  const [program, args] = network.inside(process.execPath, words)
  const running = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(createInterface(running.stdout), 'line')
  return () => void running.kill()
}
