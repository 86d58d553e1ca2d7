import { spawn, type ChildProcess } from 'node:child_process'
import {
  chownSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, settingsFor, test } from '../bar'
import { keyringOf } from '../harness/keyring'
import { madePackage } from '../harness/made-package'
import type { OrdinaryDesktop } from '../harness/ordinary-user'
import type { Pabx } from '../harness/pabx'
import { privateSystemIfPossible, type PrivateSystem } from '../harness/private-system'
import { isAlive, processTree, reap } from '../harness/process-tree'
import { runProgram } from '../harness/program'

/*
 * What a crash of the installed app leaves on the disk: core files are allowed, and each one that is written is searched for the
 * key of the API.
 */

test.describe.configure({ timeout: 300_000 })

type Installed = {
  readonly ordinary: OrdinaryDesktop
  readonly system: PrivateSystem
  readonly pabx: Pabx
  /** The package's own folder, unpacked. */
  readonly program: string
  readonly userData: string
  /** Starts it with core files allowed, which the system puts into that folder. */
  readonly start: (program: string, words: readonly string[], folder: string) => ChildProcess
}

/** The form in which the kernel names core files here; one that starts with a bar hands them to another program. */
const pattern = readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim()

async function install(
  ordinary: OrdinaryDesktop,
  startPabx: (...args: string[]) => Promise<Pabx>,
): Promise<Installed> {
  const { file } = await madePackage()
  // A policy of this computer's own would send it to another PABX.
  const system = await privateSystemIfPossible()
  const { desktop, folder, user } = ordinary
  const place = join(folder, 'installed')
  const env = { PATH: '/usr/bin:/bin' }
  expect(await runProgram('dpkg-deb', ['-x', file, place], { env, limitMs: 60_000 })).toMatchObject({
    code: 0,
  })
  const pabx = await startPabx('--clock', 'manual')
  await pabx.do('fault', { endpoint: 'listDialer', fault: 'silence' })
  await keyringOf(desktop, user).set(pabx.companyId, pabx.key)
  const userData = folderOf(ordinary, 'user-data')
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settingsFor(pabx)))
  if (user !== undefined) chownSync(join(userData, 'settings.json'), user.uid, user.gid)
  return {
    ordinary,
    system,
    pabx,
    program: join(place, 'usr', 'lib', 'vocom-bar'),
    userData,
    start: (program, words, cwd) => {
      const script = 'cd "$0" && ulimit -c unlimited && exec "$@"'
      const [shell, all] = system.inside('sh', ['-c', script, cwd, program, ...words], user)
      return spawn(shell, all, { env: desktop.env, stdio: 'ignore' })
    },
  }
}

function folderOf({ folder, user }: OrdinaryDesktop, name: string): string {
  const made = mkdtempSync(join(folder, `${name}-`))
  if (user !== undefined) chownSync(made, user.uid, user.gid)
  return made
}

const told = (pid: number, what: string): string => readFileSync(`/proc/${pid}/${what}`, 'utf8')

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null)
    await new Promise<void>((resolve) => child.once('exit', () => resolve()))
}

/** V8 takes the first for one of its own traps, and waits for the same instruction to fail again. */
async function crash(pid: number): Promise<void> {
  const isGone = (): boolean => {
    if (!isAlive(pid)) return true
    process.kill(pid, 'SIGSEGV')
    return false
  }
  await expect.poll(isGone, { intervals: [200] }).toBe(true)
}

/** The first process of a sandbox takes no signal of this kind from outside: it meets an instruction that is none. */
async function fault(pid: number): Promise<void> {
  // Where it goes on when the call ends that it waits in.
  const waitsAt = (): number => Number(told(pid, 'syscall').trim().split(' ').at(-1))
  let address = NaN
  await expect.poll(() => (address = waitsAt())).toBeGreaterThan(0)
  const memory = openSync(`/proc/${pid}/mem`, 'r+')
  writeSync(memory, Buffer.from([0x0f, 0x0b]), 0, 2, address)
  closeSync(memory)
  await expect.poll(() => isAlive(pid)).toBe(false)
}

/** Without memory a core file is small: registers, and what was mapped where. */
const MOST_BYTES = 4 * 1024 * 1024

/** Every core file in there; each is searched. */
function searchCores(folder: string, key: string): readonly string[] {
  const cores = readdirSync(folder).filter((name) => name.startsWith('core'))
  for (const name of cores) {
    expect(statSync(join(folder, name)).size, name).toBeLessThan(MOST_BYTES)
    expect(readFileSync(join(folder, name)).includes(key), name).toBe(false)
  }
  return cores
}

/** Everything that the disk of that folder and the bar's own hold. */
async function searchDisk(folders: readonly string[], key: string): Promise<void> {
  const env = { PATH: '/usr/bin:/bin' }
  const found = await runProgram('grep', ['-rlaF', key, ...folders], { env })
  expect(found).toMatchObject({ code: 1, stdout: '' })
}

test('a crash of main, of a renderer, or of a report leaves no core file and no key', async ({
  startPabx,
  ordinary,
}) => {
  expect(pattern, 'core files are named by the kernel and lie where the program runs').toMatch(/^core/)
  const { system, pabx, program, userData, start } = await install(ordinary, startPabx)
  try {
    const flags = ['--disable-gpu', `--user-data-dir=${userData}`]
    const status = async () =>
      (
        await system.run(join(program, 'vocom-bar'), [...flags, '--status', '--json'], {
          env: ordinary.desktop.env,
          user: ordinary.user,
          limitMs: 30_000,
        })
      ).stdout
    const folder = folderOf(ordinary, 'crash')
    const bar = start(join(program, 'vocom-bar'), flags, folder)
    const begun: number[] = []
    try {
      await expect.poll(status, { timeout: 30_000 }).toContain('"loggedOut"')
      const tree = processTree(bar.pid ?? 0)
      begun.push(...tree)
      for (const pid of tree) {
        expect(told(pid, 'coredump_filter'), told(pid, 'cmdline')).toBe('00000000\n')
        expect(told(pid, 'limits'), told(pid, 'cmdline')).toMatch(/^Max core file size +0 +0 /m)
      }
      const renderer = tree.find((pid) => told(pid, 'cmdline').includes('--type=renderer')) ?? 0
      await fault(renderer)
      await crash(bar.pid ?? 0)
      await ended(bar)
      expect(bar.signalCode).not.toBeNull()
    } finally {
      await reap([...begun, ...processTree(bar.pid ?? 0)])
    }
    expect(searchCores(folder, pabx.key)).toEqual([])
    await searchDisk([folder, userData], pabx.key)

    const report = start(join(program, 'vocom-bar'), [...flags, ...reportWords(folder)], folder)
    await crashOnceItHoldsTheKey(report, pabx)
    expect(searchCores(folder, pabx.key)).toEqual([])
    await searchDisk([folder, userData], pabx.key)
  } finally {
    system.end()
  }
})

test('started without the launcher, main and a report leave a core file without memory', async ({
  startPabx,
  ordinary,
}) => {
  const { system, pabx, program, userData, start } = await install(ordinary, startPabx)
  try {
    const folder = folderOf(ordinary, 'crash')
    const flags = ['--disable-gpu', `--user-data-dir=${userData}`]
    const report = start(join(program, 'vocom-bar-app'), [...flags, ...reportWords(folder)], folder)
    await crashOnceItHoldsTheKey(report, pabx)
    // The system did write one here: the search above looks in the right place.
    expect(searchCores(folder, pabx.key)).not.toEqual([])
  } finally {
    system.end()
  }
})

const reportWords = (folder: string): string[] => [
  '--report',
  'dialer',
  '--from',
  '2020-09-01',
  '--to',
  '2020-09-30',
  '--out',
  join(folder, 'report.csv'),
]

/** The PABX leaves it without an answer: it waits, with the key in its memory. */
async function crashOnceItHoldsTheKey(report: ChildProcess, pabx: Pabx): Promise<void> {
  const asked = async () =>
    ((await pabx.journal()) as readonly { readonly endpoint: string }[]).some(({ endpoint }) =>
      endpoint.startsWith('list'),
    )
  await expect.poll(asked, { timeout: 30_000 }).toBe(true)
  await crash(report.pid ?? 0)
  await ended(report)
}
