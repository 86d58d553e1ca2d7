import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** How `/proc/net/tcp` writes the state of a socket that listens. */
const LISTENING = '0A'

/** The addresses at which a process listens, as `ss -ltn` would list them: `127.0.0.1:47123`, with IPv6 in hex. */
export function listening(pid: number): readonly string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((name) => socketOf(`/proc/${pid}/fd/${name}`) ?? []),
  )
  return ['tcp', 'tcp6'].flatMap((family) =>
    readFileSync(`/proc/net/${family}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(({ 3: state, 9: inode }) => state === LISTENING && inodes.has(inode ?? ''))
      .map(({ 1: address = '' }) => written(address)),
  )
}

function socketOf(path: string): string | null {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(path))?.[1] ?? null
  } catch {
    // It was closed meanwhile.
    return null
  }
}

/** `0100007F:B813` is `127.0.0.1:47123`. */
function written(address: string): string {
  const [host = '', port = ''] = address.split(':')
  const bytes = host.length === 8 ? [...Buffer.from(host, 'hex')].reverse().join('.') : host
  return `${bytes}:${parseInt(port, 16)}`
}
