import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificate } from './certificate'
import { unless } from '../support/unless'

/**
 * The PABX has two addresses, and what is sent to either is swallowed (the kernels of many virtual machines cannot delay
 * packets): slow-line.ts brings the IPv4 one to life a moment later. Names are asked of this computer.
 */
const SCRIPT = `set -e
ip link set lo up
ip link add nowhere type veth peer name nobody
ip link set nobody up
ip link set nowhere up
ip address add 2001:db8::2/64 dev nowhere nodad
ip address add 10.9.0.2/24 dev nowhere
for address in 2001:db8::1 10.9.0.1; do ip neighbour add "$address" lladdr 02:00:00:00:00:01 dev nowhere; done
mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/work
mount -t overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work overlay /etc
mkdir -p /etc/ssl/certs
rm -f /etc/hosts /etc/resolv.conf /etc/gai.conf /etc/nsswitch.conf /etc/ssl/certs/ca-certificates.crt
cp "$FOLDER/hosts" "$FOLDER/resolv.conf" "$FOLDER/gai.conf" "$FOLDER/nsswitch.conf" /etc/
cp "$FOLDER/ca-certificates.crt" /etc/ssl/certs/
exec "$NODE" "$FOLDER/slow-line.mjs" "$SCENE"`

const files = {
  hosts: '127.0.0.1 localhost\n10.9.0.1 pabx.test\n2001:db8::1 pabx.test\n',
  'resolv.conf': 'nameserver 127.0.0.1\noptions timeout:5 attempts:2\n',
  // IPv4 first, as the name server of most companies has it.
  'gai.conf': 'precedence ::ffff:0:0/96 100\n',
  'nsswitch.conf': 'hosts: files dns\n',
  'ca-certificates.crt': `# The company\n${certificate.cert}`,
}

const run = promisify(execFile)
let folder = ''

const isolated = (command: string, env: Record<string, string> = {}) =>
  run('unshare', ['--net', '--mount', '--propagation', 'private', 'sh', '-c', command], {
    env: { ...process.env, ...env },
  })

const impossible =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'only root on Linux may make a network of its own'
    : await isolated('ip link add nowhere type veth peer name nobody').then(
        () => null,
        (error: unknown) => `this machine makes no network of its own: ${String(error)}`,
      )

async function play(scene: string, env: Record<string, string> = {}): Promise<unknown> {
  const { stdout } = await isolated(SCRIPT, {
    ...env,
    FOLDER: folder,
    NODE: process.execPath,
    SCENE: scene,
  })
  return JSON.parse(stdout)
}

describe('on a network of its own', unless(impossible), () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'slow-line-'))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    await build({
      logLevel: 'error',
      configFile: false,
      ssr: { noExternal: true },
      build: {
        ssr: 'test/support/slow-line.ts',
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: { output: { entryFileNames: 'slow-line.mjs' } },
      },
    })
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('a first packet that is lost, and an IPv6 address that leads nowhere, cost no command', async () => {
    const { first, second } = (await play('slow')) as Record<string, Timed>
    expect(first).toMatchObject({ answer: { ok: true } })
    expect(first?.milliseconds).toBeLessThan(2_000)
    expect(second).toMatchObject({ answer: { error: { kind: 'not_found_failed' } } })
    expect(second?.milliseconds).toBeLessThan(500)
  })

  it('the authorities of the system are those of its bundle, whatever the environment says', async () => {
    const env = { SSL_CERT_FILE: '/dev/null', SSL_CERT_DIR: '/dev/null' }
    expect(await play('trust', env)).toEqual([certificate.cert.trim()])
  })

  it('a name server that never answers is told as such, in time, and does not hold up the disk', async () => {
    const { disk, answers } = (await play('deaf')) as { disk: number; answers: readonly Timed[] }
    expect(disk).toBeLessThan(1_000)
    expect(answers).toHaveLength(6)
    for (const { answer, milliseconds } of answers) {
      expect(answer).toEqual({ ok: false, error: { kind: 'name_not_found', acted: 'no' } })
      expect(milliseconds).toBeLessThan(10_000)
    }
  })
})

type Timed = { readonly answer: unknown; readonly milliseconds: number }
