import { spawn, type ChildProcess } from 'node:child_process'
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { User } from '../../../scripts/lib/desktop.mjs'
import { feedText, signFeeds } from '../../../scripts/lib/updates.mjs'
import { startFeed, type FeedServer } from '../../support/feed'
import { expect, settingsFor, test } from '../bar'
import { dialInCompanyBrowser } from '../company-browser'
import { keyringOf } from '../harness/keyring'
import { missingLibraries } from '../harness/missing-libraries'
import { madePackage, type MadePackage } from '../harness/made-package'
import type { OrdinaryDesktop } from '../harness/ordinary-user'
import type { Pabx } from '../harness/pabx'
import type { PrivateSystem } from '../harness/private-system'
import { startSite } from '../harness/browser'
import { processTree, reap } from '../harness/process-tree'
import { runProgram, type Ended } from '../harness/program'

/*
 * The .deb, installed by dpkg and removed again, in a private view of this machine: menu, links, start with the session,
 * sandbox, updates, and what is left behind.
 */

const NAME = 'vocom-bar'
const NEWER = '9.9.9'
const SCHEMES = ['vocom-bar', 'tel', 'callto', 'sip']
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
const statusSchema = z.object({ state: z.string(), call: z.object({ number: z.string() }).nullable() })

type World = {
  readonly made: MadePackage
  readonly system: PrivateSystem
  readonly ordinary: OrdinaryDesktop
  readonly user: User
  readonly pabx: Pabx
  readonly feed: FeedServer
  /** Runs a program inside as the agent, on the agent's desktop. */
  readonly asAgent: (command: string, ...args: string[]) => Promise<Ended>
  readonly asRoot: (command: string, ...args: string[]) => Promise<Ended>
}

test.describe.configure({ timeout: 300_000 })

test('installed by dpkg, it is in the menu, takes links, starts with the session, and leaves only the agent’s data', async ({
  startPabx,
  system,
  ordinary,
}) => {
  const feed = await startFeed()
  try {
    const { desktop, user } = ordinary
    if (user === undefined) throw new Error('root has no ordinary user beside it')
    const made = await madePackage()
    const asAgent = (command: string, ...args: string[]) =>
      system.run(command, args, { user, env: { ...desktop.env, PATH: '/usr/bin:/bin' }, limitMs: 30_000 })
    const asRoot = (command: string, ...args: string[]) => system.run(command, args)
    const pabx = await startPabx('--clock', 'manual')
    const world: World = { made, system, ordinary, user, pabx, feed, asAgent, asRoot }

    const files = await test.step('it is installed', () => install(world))
    await test.step('the menu knows it', () => checkMenu(world))
    await test.step('an agent’s day', () => checkRun(world))
    await test.step('it is removed', () => remove(world, files))
    await test.step('it is exchanged for a newer one', () => exchange(world))
  } finally {
    await feed.close()
  }
})

/** Answers the files that the package brought. */
async function install({ made, asRoot }: World): Promise<string[]> {
  // Where this machine has the bar, anybody may look at it meanwhile: only the time of reading changes.
  const outside = () => {
    const found = lstatSync('/usr/bin/vocom-bar', { throwIfNoEntry: false })
    return found === undefined ? null : { inode: found.ino, written: found.mtimeMs, changed: found.ctimeMs }
  }
  const before = outside()
  expect(await asRoot('sh', '-c', 'command -v vocom-bar')).toMatchObject({ stdout: '' })
  expect(await asRoot('dpkg', '-i', made.file)).toMatchObject({ code: 0 })
  expect(await asRoot('sh', '-c', 'command -v vocom-bar')).toMatchObject({ stdout: '/usr/bin/vocom-bar\n' })
  expect(outside(), 'it is seen in there alone').toEqual(before)
  // Nobody but root writes to what every agent of this computer starts.
  const open = await asRoot(
    'find',
    '/usr/lib/vocom-bar',
    '-not',
    '-type',
    'l',
    '(',
    '-perm',
    '/022',
    '-o',
    '-not',
    '-user',
    'root',
    ')',
  )
  expect(open).toMatchObject({ code: 0, stdout: '' })
  const missing = await asRoot('sh', '-c', missingLibraries)
  expect(missing, 'libraries that nothing in Depends brings').toMatchObject({ code: 0, stdout: '' })
  const listed = (
    await asRoot('sh', '-c', `dpkg -L ${NAME} | while read f; do [ -d "$f" ] || echo "$f"; done`)
  ).stdout
  const files = listed.trim().split('\n')
  expect(files.length).toBeGreaterThan(50)
  return files
}

async function checkMenu({ asAgent }: World): Promise<void> {
  const path = '/usr/share/applications/vocom-bar.desktop'
  expect(await asAgent('desktop-file-validate', path)).toMatchObject({ code: 0, stdout: '' })
  const entry = (await asAgent('cat', path)).stdout
  expect(entry).toMatch(/^Exec=vocom-bar -- %U$/m)
  expect(entry).toMatch(/^Icon=vocom-bar$/m)
  for (const scheme of SCHEMES) expect(entry).toContain(`x-scheme-handler/${scheme};`)
  for (const size of SIZES) {
    const icon = `/usr/share/icons/hicolor/${size}x${size}/apps/vocom-bar.png`
    const found = await asAgent('identify', '-format', '%m %wx%h', icon)
    expect(found).toMatchObject({ code: 0, stdout: `PNG ${size}x${size}` })
  }
}

async function checkRun(world: World): Promise<void> {
  const { system, ordinary, user, pabx, feed, asAgent, asRoot } = world
  const { desktop } = ordinary
  // As IT would roll it out: one policy for all desks, the key in the agent's keychain.
  await publish(world)
  const crm = await startSite()
  const policy = {
    ...settingsFor(pabx),
    companion: { origins: [crm.origin] },
    startAtLogin: true,
    links: { confirmDial: false },
    updates: { feedUrl: feed.url },
  }
  const policyFile = join(ordinary.folder, 'policy.json')
  writeFileSync(policyFile, JSON.stringify(policy))
  expect(await asRoot('install', '-D', '-m', '644', policyFile, '/etc/vocom-bar/policy.json')).toMatchObject({
    code: 0,
  })
  await keyringOf(desktop, user).set(pabx.companyId, pabx.key)

  const [program, args] = system.inside('vocom-bar', ['--disable-gpu'], user)
  const bar = spawn(program, args, { env: { ...desktop.env, PATH: '/usr/bin:/bin' }, stdio: 'ignore' })
  try {
    const status = async () => {
      const { code, stdout } = await asAgent('vocom-bar', '--status', '--json')
      return code === 0 ? statusSchema.parse(JSON.parse(stdout)) : null
    }
    await expect.poll(async () => (await status())?.state, { timeout: 30_000 }).toBe('loggedOut')
    expect(await asAgent('vocom-bar', '--run', 'agent.login')).toMatchObject({ code: 0 })

    await test.step('tel: is dialled once the agent has made it the default', async () => {
      expect(await asAgent('xdg-mime', 'default', 'vocom-bar.desktop', 'x-scheme-handler/tel')).toMatchObject(
        { code: 0 },
      )
      expect(await asAgent('xdg-mime', 'query', 'default', 'x-scheme-handler/tel')).toMatchObject({
        stdout: 'vocom-bar.desktop\n',
      })
      expect(await asAgent('xdg-open', 'tel:+551188887777')).toMatchObject({ code: 0 })
      await expect.poll(async () => (await status())?.call?.number).toContain('1188887777')
      expect(await asAgent('vocom-bar', '--run', 'call.hangUp')).toMatchObject({ code: 0 })
    })

    await test.step('the company’s browsers have its extension', () => dialInCompanyBrowser(world, crm))

    await test.step('it is hardened', () => checkHardening(bar))

    await test.step('it starts with the session', async () => {
      const entry = join(desktop.home, '.config', 'autostart', 'vocom-bar.desktop')
      expect(await asAgent('desktop-file-validate', entry)).toMatchObject({ code: 0, stdout: '' })
      const exec = /^Exec="(.+)" --hidden$/m.exec(readFileSync(entry, 'utf8'))?.[1] ?? ''
      expect(await asAgent('test', '-x', exec)).toMatchObject({ code: 0 })
      // The launcher, as the menu's: it switches core dumps off.
      expect((await asAgent('readlink', '-f', '/usr/bin/vocom-bar')).stdout).toBe(`${exec}\n`)
    })

    await test.step('a newer one is fetched, and not put in place where a password would be asked for', async () => {
      expect(await asAgent('vocom-bar', '--run', 'update.check')).toMatchObject({
        code: 0,
        stdout: `Version ${NEWER} is ready.\n`,
      })
      await quit(bar, () => asAgent('vocom-bar', '--run', 'app.quit'))
      expect(await versionIn(world)).not.toBe(NEWER)
    })
  } finally {
    await reap(processTree(bar.pid ?? 0))
    await crm.close()
  }
}

async function quit(bar: ChildProcess, ask: () => Promise<Ended>): Promise<void> {
  const ended = new Promise<void>((resolve) => bar.once('exit', () => resolve()))
  expect(await ask()).toMatchObject({ code: 0 })
  await ended
}

/** As the kernel sees its processes. */
function checkHardening(bar: ChildProcess): void {
  const told = (pid: number, what: string): string => readFileSync(`/proc/${pid}/${what}`, 'utf8')
  const tree = processTree(bar.pid ?? 0)
  const typed = (type: string) => tree.filter((pid) => told(pid, 'cmdline').includes(`--type=${type}`))
  const [renderer = 0] = typed('renderer')
  // A sandboxed renderer has a system-call filter.
  expect(told(renderer, 'status')).toMatch(/^Seccomp:\t2$/m)
  for (const pid of tree) {
    expect(told(pid, 'cmdline')).not.toContain('--no-sandbox')
    expect(told(pid, 'status')).not.toMatch(/^Uid:\t0\t/m)
    expect(told(pid, 'limits')).toMatch(/^Max core file size +0 +0 /m)
    expect(told(pid, 'coredump_filter')).toBe('00000000\n')
  }
}

async function remove({ ordinary, asRoot }: World, files: readonly string[]): Promise<void> {
  expect(await asRoot('dpkg', '-r', NAME)).toMatchObject({ code: 0 })
  expect(await asRoot('dpkg', '-P', NAME)).toMatchObject({ code: 0 })
  const left = await asRoot('sh', '-c', `for f in "$@"; do [ ! -e "$f" ] || echo "$f"; done`, 'sh', ...files)
  expect(left).toMatchObject({ code: 0, stdout: '' })
  for (const folder of ['/usr/lib/vocom-bar', '/usr/share/doc/vocom-bar'])
    expect(await asRoot('test', '-e', folder)).toMatchObject({ code: 1 })
  // What belongs to the agent, and to IT, is theirs to delete.
  expect(lstatSync(join(ordinary.desktop.home, '.config', 'Vocom Bar', 'state.json')).isFile()).toBe(true)
  expect(await asRoot('test', '-e', '/etc/vocom-bar/policy.json')).toMatchObject({ code: 0 })
}

/** A newer package in the feed: small, as nothing of it is run but by this test. */
async function publish({ made, ordinary, feed }: World): Promise<void> {
  const folder = mkdtempSync(join(ordinary.folder, 'newer-'))
  const tree = join(folder, 'tree')
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true })
  mkdirSync(join(tree, 'usr', 'bin'), { recursive: true })
  const control = {
    Package: NAME,
    Version: NEWER,
    Architecture: 'all',
    Maintainer: 'The tests <tests@vocom-bar.invalid>',
    Description: 'A newer Vocom Bar',
  }
  const lines = Object.entries(control).map(([name, value]) => `${name}: ${value}\n`)
  writeFileSync(join(tree, 'DEBIAN', 'control'), lines.join(''))
  writeFileSync(join(tree, 'usr', 'bin', NAME), `#!/bin/sh\necho ${NEWER}\n`, { mode: 0o755 })
  const file = `${NAME}_${NEWER}_all.deb`
  const env = { PATH: '/usr/bin:/bin' }
  const built = await runProgram('dpkg-deb', ['--root-owner-group', '-b', tree, join(folder, file)], { env })
  expect(built, built.stderr).toMatchObject({ code: 0 })
  const text = process.arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${process.arch}.yml`
  writeFileSync(join(folder, text), feedText(folder, NEWER, [file]))
  signFeeds(folder, made.privateKey, made.publicKey)
  for (const name of [file, text, `${text}.sig`]) feed.files.set(name, readFileSync(join(folder, name)))
}

const versionIn = async ({ asRoot }: World): Promise<string> =>
  (await asRoot('dpkg-query', '-W', '-f', '${Version}', NAME)).stdout

/** By an administrator, who is not asked for a password: the package is exchanged when the bar is quit. */
async function exchange(world: World): Promise<void> {
  const { made, system, ordinary, asRoot } = world
  expect(await asRoot('dpkg', '-i', made.file)).toMatchObject({ code: 0 })
  const home = mkdtempSync(join(ordinary.desktop.folder, 'administrator-'))
  const env = {
    ...ordinary.desktop.env,
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  }
  const flags = ['--no-sandbox', '--disable-gpu', `--user-data-dir=${join(home, 'data')}`]
  const ask = (...words: string[]) => system.run(NAME, [...flags, ...words], { env, limitMs: 30_000 })
  const [program, args] = system.inside(NAME, flags)
  const bar = spawn(program, args, { env, stdio: 'ignore' })
  try {
    await expect.poll(async () => (await ask('--status')).code, { timeout: 30_000 }).toBe(0)
    expect(await ask('--run', 'update.check')).toMatchObject({
      code: 0,
      stdout: `Version ${NEWER} is ready.\n`,
    })
    expect(await versionIn(world)).not.toBe(NEWER)
    await quit(bar, () => ask('--run', 'app.quit'))
    expect(await versionIn(world)).toBe(NEWER)
    expect(await asRoot(NAME)).toMatchObject({ stdout: `${NEWER}\n` })
  } finally {
    await reap(processTree(bar.pid ?? 0))
  }
}
