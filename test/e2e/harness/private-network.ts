import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type PrivateNetwork = {
  /** The program and arguments that start a command in there. */
  readonly inside: (command: string, args: readonly string[]) => readonly [string, string[]]
  readonly end: () => void
}

/** Where the PABX is in there, and by which name; and where the name server and everything else would be. */
export const PABX = { name: 'pabx.test', host: '10.9.0.8', port: 8080 } as const
export const NAME_SERVER = '10.9.0.1'

// To a program the network looks like any other: both kinds of addresses, a way out and a name server. What is sent on
// that way arrives nowhere. It ends, with all of that, when its input is closed.
const SCRIPT = `set -e
ip link set lo up
ip link add nowhere type veth peer name nobody
for end in nowhere nobody; do ip link set $end addrgenmode none; ip link set $end up; done
ip address add 10.9.0.2/24 dev nowhere
ip address add 2001:db8::2/64 dev nowhere nodad
for gateway in ${NAME_SERVER} 2001:db8::1; do
  ip neighbour add $gateway lladdr 02:00:00:00:00:01 dev nowhere
  ip route add default via $gateway
done
ip address add ${PABX.host}/32 dev lo
mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/work
mount -t overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work overlay /etc
rm -f /etc/hosts /etc/resolv.conf /etc/nsswitch.conf
cp "$0/hosts" "$0/resolv.conf" "$0/nsswitch.conf" /etc/
echo ready
exec cat`

const files = {
  hosts: `127.0.0.1 localhost\n${PABX.host} ${PABX.name}\n`,
  'resolv.conf': `nameserver ${NAME_SERVER}\noptions timeout:1 attempts:1\n`,
  'nsswitch.conf': 'hosts: files dns\n',
}

/** A network of its own for programs of this computer, made with files in that folder. */
export async function openPrivateNetwork(
  folder: string,
): Promise<PrivateNetwork | { readonly impossible: string }> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return { impossible: 'only root on Linux may make a network of its own' }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const holder = spawn(
    'unshare',
    ['--net', '--mount', '--propagation', 'private', 'sh', '-c', SCRIPT, folder],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  )
  let complaint = ''
  holder.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const ready = new Promise<boolean>((resolve) => {
    createInterface(holder.stdout).once('line', () => resolve(true))
    void once(holder, 'close').then(() => resolve(false))
  })
  if (!(await ready)) return { impossible: `this machine makes no network of its own: ${complaint.trim()}` }
  const place = `/proc/${holder.pid ?? 0}/ns`
  return {
    inside: (command, args) => [
      'nsenter',
      [`--net=${place}/net`, `--mount=${place}/mnt`, '--', command, ...args],
    ],
    end: () => holder.stdin.end(),
  }
}
