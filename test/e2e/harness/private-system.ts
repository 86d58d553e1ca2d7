import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { User } from '../../../scripts/lib/desktop.mjs'
import { runProgram, type Ended } from './program'

export type PrivateSystem = {
  /** The program and arguments that start a command in there, as root or as that user. */
  readonly inside: (command: string, args: readonly string[], who?: User) => readonly [string, string[]]
  readonly run: (command: string, args: readonly string[], how?: How) => Promise<Ended>
  readonly end: () => void
}
type How = {
  readonly user?: User | undefined
  readonly env?: Record<string, string>
  readonly limitMs?: number
}

/** The folders that a package of the system writes to. */
const WRITTEN = ['usr', 'etc', 'var', 'opt']

// Ends, and takes its mounts along, when its input is closed.
const SCRIPT = `set -e
mount -t tmpfs -o size=3g tmpfs /mnt
for part in ${WRITTEN.join(' ')}; do
  mkdir -p "/mnt/$part/upper" "/mnt/$part/work"
  mount -t overlay -o "lowerdir=/$part,upperdir=/mnt/$part/upper,workdir=/mnt/$part/work" overlay "/$part"
done
if dpkg-query -W vocom-bar; then dpkg --purge vocom-bar; fi >&2
rm -rf /etc/vocom-bar
echo ready
exec cat`

/**
 * A view of this machine in which packages can be installed: what is written to its system folders is seen in there alone,
 * and is gone with it. The bar and its policy, if this machine has them, are not there. Null, with the reason, where this machine does not allow that.
 */
export async function openPrivateSystem(): Promise<PrivateSystem | { readonly impossible: string }> {
  if (process.platform !== 'linux') return { impossible: 'packages are installed on Linux only' }
  if (process.getuid?.() !== 0)
    return { impossible: 'only root may install a package, in a private place too' }
  const holder = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', SCRIPT], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let complaint = ''
  holder.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const ready = new Promise<boolean>((resolve) => {
    createInterface(holder.stdout).once('line', () => resolve(true))
    void once(holder, 'close').then(() => resolve(false))
  })
  if (!(await ready)) return { impossible: `this machine gives no private file system: ${complaint.trim()}` }

  return systemBy(['nsenter', `--mount=/proc/${holder.pid ?? 0}/ns/mnt`, '--'], () => holder.stdin.end())
}

/** The same, or this machine as it is where it gives no private file system. */
export async function privateSystemIfPossible(): Promise<PrivateSystem> {
  const system = await openPrivateSystem()
  return 'impossible' in system ? systemBy([], () => undefined) : system
}

function systemBy(enter: readonly string[], end: () => void): PrivateSystem {
  const inside: PrivateSystem['inside'] = (command, args, user) => {
    const become =
      user === undefined
        ? []
        : ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--']
    const [program = command, ...words] = [...enter, ...become, command, ...args]
    return [program, words]
  }
  return {
    inside,
    run: (
      command,
      args,
      { user, env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }, limitMs = 60_000 } = {},
    ) => {
      const [program, words] = inside(command, args, user)
      return runProgram(program, words, { env, limitMs })
    },
    end,
  }
}
