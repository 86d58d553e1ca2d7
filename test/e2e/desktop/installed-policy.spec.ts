import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import * as z from 'zod'
import type { User } from '../../../scripts/lib/desktop.mjs'
import { expect, settingsFor, test } from '../bar'
import { keyringOf } from '../harness/keyring'
import { madePackage } from '../harness/made-package'
import type { OrdinaryDesktop } from '../harness/ordinary-user'
import type { Pabx } from '../harness/pabx'
import type { PrivateSystem } from '../harness/private-system'
import { processTree, reap } from '../harness/process-tree'

/*
 * The managed policy of the installed bar: whose file counts, and what becomes of the settings under one that does not.
 */

const SYSTEM_FILE = '/etc/vocom-bar/policy.json'
/** A user of every Linux who is neither root nor the agent. */
const OTHER = 'daemon'

const statusSchema = z.object({
  agent: z.string(),
  branch: z.string(),
  key: z.string(),
  sync: z.object({ phase: z.string() }),
  notices: z.array(z.string()),
})
type Status = z.output<typeof statusSchema>

type World = {
  readonly system: PrivateSystem
  readonly ordinary: OrdinaryDesktop
  readonly user: User
  readonly pabx: Pabx
  /** Where a planted policy leads. */
  readonly elsewhere: Pabx
}

test.describe.configure({ timeout: 300_000 })

test('a policy counts where root alone can write it; any other is refused, said, and changes nothing', async ({
  startPabx,
  system,
  ordinary,
}) => {
  const { user } = ordinary
  if (user === undefined) throw new Error('root has no ordinary user beside it')
  const { file } = await madePackage()
  expect(await system.run('dpkg', ['-i', file])).toMatchObject({ code: 0 })
  const [pabx, elsewhere] = [await startPabx('--clock', 'manual'), await startPabx('--clock', 'manual')]
  await keyringOf(ordinary.desktop, user).set(pabx.companyId, pabx.key)
  const world: World = { system, ordinary, user, pabx, elsewhere }

  await test.step('with nothing before it, one that another user planted configures nothing', () =>
    checkPlanted(world))
  await test.step('root’s counts, and the agent’s variable names no other', () => checkTrusted(world))
  await test.step('one that everybody can write is refused, and what was in force stays', () =>
    checkOpen(world))
  await test.step('without one of the system the variable names one, if root alone can write it', () =>
    checkNamed(world))
  expect(await elsewhere.journal()).toEqual([])
})

/** Lays the system's policy down as root, and changes its rights or owner. */
async function lay({ system, ordinary }: World, policy: unknown, ...change: string[]): Promise<void> {
  const draft = join(ordinary.folder, 'policy-draft.json')
  writeFileSync(draft, JSON.stringify(policy))
  expect(await system.run('install', ['-D', '-m', '644', draft, SYSTEM_FILE])).toMatchObject({ code: 0 })
  const [command, ...words] = change
  if (command !== undefined)
    expect(await system.run(command, [...words, SYSTEM_FILE])).toMatchObject({ code: 0 })
}

type Bar = {
  readonly ask: (...words: string[]) => ReturnType<PrivateSystem['run']>
  readonly status: () => Promise<Status | null>
}

/** A bar of the agent's, ended with what is done with it. */
async function withBar(
  { system, ordinary, user }: World,
  env: Record<string, string>,
  use: (bar: Bar) => Promise<void>,
): Promise<void> {
  const whole = { ...ordinary.desktop.env, LANG: 'en_US.UTF-8', PATH: '/usr/bin:/bin', ...env }
  const [program, args] = system.inside('vocom-bar', ['--disable-gpu'], user)
  const child: ChildProcess = spawn(program, args, { env: whole, stdio: 'ignore' })
  const ask: Bar['ask'] = (...words) => system.run('vocom-bar', words, { user, env: whole, limitMs: 30_000 })
  const status = async () => {
    const { code, stdout } = await ask('--status', '--json')
    return code === 0 ? statusSchema.parse(JSON.parse(stdout)) : null
  }
  try {
    await expect.poll(status, { timeout: 30_000 }).not.toBeNull()
    await use({ ask, status })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    expect(await ask('--run', 'app.quit')).toMatchObject({ code: 0 })
    await ended
  } finally {
    await reap(processTree(child.pid ?? 0))
  }
}

const REFUSED = /can be written by people who are not administrators/
const told = async ({ status }: Bar): Promise<string> => (await status())?.notices.join('\n') ?? ''

async function checkPlanted(world: World): Promise<void> {
  await lay(world, settingsFor(world.elsewhere), 'chown', OTHER)
  await withBar(world, {}, async (bar) => {
    await expect.poll(() => told(bar)).toMatch(REFUSED)
    expect(await bar.ask('--run', 'agent.login')).toMatchObject({ code: 1 })
  })
}

async function checkTrusted(world: World): Promise<void> {
  const { ordinary, user, pabx, elsewhere } = world
  await lay(world, { ...settingsFor(pabx), links: { confirmDial: false } })
  const mine = join(ordinary.folder, 'mine.json')
  writeFileSync(mine, JSON.stringify({ ...settingsFor(elsewhere), agent: { name: 'DEV', branch: '2999' } }))
  chownSync(mine, user.uid, user.gid)
  await withBar(world, { VOCOM_BAR_POLICY: mine }, async (bar) => {
    await expect.poll(async () => (await bar.status())?.sync.phase).toBe('fresh')
    expect(await bar.status()).toMatchObject({ branch: '2000', key: 'present' })
    expect(await told(bar)).not.toMatch(/polic/i)
  })
}

async function checkOpen(world: World): Promise<void> {
  const { system, ordinary, user, elsewhere } = world
  await lay(world, {}, 'chmod', '666')
  // The agent, or a program of theirs, writes what it likes into it.
  const planted = JSON.stringify(settingsFor(elsewhere))
  const write = ['-c', `printf '%s' "$1" > ${SYSTEM_FILE}`, 'sh', planted]
  expect(await system.run('sh', write, { user })).toMatchObject({ code: 0 })
  // Who has the settings in their hands cannot go elsewhere either.
  const own = join(ordinary.desktop.home, '.config', 'Vocom Bar', 'settings.json')
  mkdirSync(join(own, '..'), { recursive: true })
  writeFileSync(own, JSON.stringify(settingsFor(elsewhere)))
  chownSync(own, user.uid, user.gid)
  await withBar(world, {}, async (bar) => {
    await expect.poll(() => told(bar)).toMatch(REFUSED)
    await expect.poll(async () => (await bar.status())?.sync.phase).toBe('fresh')
    const zip = join(ordinary.folder, 'diagnostics.zip')
    expect(await bar.ask('--run', 'diagnostics.export', zip)).toMatchObject({ code: 0 })
    const settings = JSON.parse(
      strFromU8(unzipSync(readFileSync(zip))['settings.json'] ?? new Uint8Array()),
    ) as unknown
    expect(settings).toMatchObject({
      policy: { kind: 'refused', why: 'untrusted', where: SYSTEM_FILE },
      values: { 'links.confirmDial': false },
      locked: expect.arrayContaining(['pabx.baseUrl', 'links.confirmDial', 'updates.feedUrl']),
    })
  })
}

async function checkNamed(world: World): Promise<void> {
  const { system, ordinary, user, pabx, elsewhere } = world
  expect(await system.run('rm', [SYSTEM_FILE])).toMatchObject({ code: 0 })
  const mine = join(ordinary.folder, 'mine.json')
  writeFileSync(mine, JSON.stringify(settingsFor(elsewhere)))
  chownSync(mine, user.uid, user.gid)
  await withBar(world, { VOCOM_BAR_POLICY: mine }, async (bar) => {
    await expect.poll(() => told(bar)).toMatch(REFUSED)
    await expect.poll(async () => (await bar.status())?.sync.phase).toBe('fresh')
  })
  const roots = '/opt/vocom-policy.json'
  writeFileSync(mine, JSON.stringify({ ...settingsFor(pabx), agent: { name: 'DEV', branch: '2777' } }))
  expect(await system.run('install', ['-m', '644', mine, roots])).toMatchObject({ code: 0 })
  await withBar(world, { VOCOM_BAR_POLICY: roots }, async (bar) => {
    await expect.poll(async () => (await bar.status())?.branch).toBe('2777')
    expect(await told(bar)).not.toMatch(/polic/i)
  })
}
