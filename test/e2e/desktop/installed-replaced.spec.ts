import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod'
import { expect, test } from '../bar'
import { madePackage } from '../harness/made-package'
import { root } from '../harness/place'
import { processTree, reap } from '../harness/process-tree'
import { runProgram } from '../harness/program'

/*
 * The package is exchanged by dpkg while the bar runs, as a system's own updates do it at night.
 */

test.describe.configure({ timeout: 300_000 })

const statusSchema = z.object({
  state: z.string(),
  call: z.unknown(),
  notices: z.array(z.string()).transform((all) => all.join('\n')),
})

test('after its package was exchanged the bar goes on working, and asks to be started again', async ({
  system,
  ordinary: { desktop, folder, user },
}) => {
  const { file } = await madePackage()
  const other = await otherPackage(file, mkdtempSync(join(folder, 'other-')))
  expect(await system.run('dpkg', ['-i', file])).toMatchObject({ code: 0 })
  const env = { ...desktop.env, PATH: '/usr/bin:/bin' }
  const [program, args] = system.inside('vocom-bar', ['--disable-gpu', '--demo'], user)
  const bar = spawn(program, args, { env, stdio: 'ignore' })
  try {
    const ask = (...words: string[]) =>
      system.run('vocom-bar', ['--demo', '--disable-gpu', ...words], { user, env, limitMs: 30_000 })
    const status = async () => {
      const { code, stdout } = await ask('--status', '--json')
      return code === 0 ? statusSchema.parse(JSON.parse(stdout)) : null
    }
    await expect.poll(async () => (await status())?.state, { timeout: 30_000 }).toBe('loggedOut')
    expect((await status())?.notices).toBe('')

    expect(await system.run('dpkg', ['-i', other])).toMatchObject({ code: 0 })
    await expect.poll(async () => (await status())?.notices).toMatch(SAYS_RESTART)
    // All of it is loaded now only: the client of the PABX, a window, the archive of the diagnostics.
    expect(await ask('--run', 'agent.login')).toMatchObject({ code: 0 })
    expect(await ask('--run', 'call.dial', '1199990000')).toMatchObject({ code: 0 })
    await expect.poll(async () => (await status())?.call).not.toBeNull()
    expect(await ask('--run', 'call.hangUp')).toMatchObject({ code: 0 })
    const zip = join(folder, 'diagnostics.zip')
    expect(await ask('--run', 'diagnostics.export', zip)).toMatchObject({ code: 0 })
    expect(statSync(zip).size).toBeGreaterThan(0)
    expect(await ask('--run', 'app.quit')).toMatchObject({ code: 0 })
  } finally {
    await reap(processTree(bar.pid ?? 0))
  }
})

/** In every language of the bar. */
const SAYS_RESTART = /start it again|inicie-o de novo|vuelva a iniciarla/

/** The same package, all of whose later parts have other names, as those of another version have. */
async function otherPackage(file: string, folder: string): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin' }
  const tree = join(folder, 'tree')
  const run = async (program: string, ...args: string[]): Promise<void> => {
    const done = await runProgram(program, args, { env, limitMs: 120_000 })
    expect(done, done.stderr).toMatchObject({ code: 0 })
  }
  await run('dpkg-deb', '-R', file, tree)
  const resources = join(tree, 'usr', 'lib', 'vocom-bar', 'resources')
  const asar = join(root, 'node_modules', '@electron', 'asar', 'bin', 'asar.js')
  const app = join(folder, 'app')
  await run(process.execPath, asar, 'extract', join(resources, 'app.asar'), app)
  rename(join(app, 'out'))
  rmSync(join(resources, 'app.asar'))
  await run(
    process.execPath,
    asar,
    'pack',
    app,
    join(resources, 'app.asar'),
    '--unpack',
    '{**/*.node,**/libduckdb*}',
  )
  const control = join(tree, 'DEBIAN', 'control')
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/m, 'Version: 9.9.9'))
  const made = join(folder, 'other.deb')
  await run('dpkg-deb', '--root-owner-group', '-Znone', '-b', tree, made)
  return made
}

/** Gives every part with a digest in its name another one, here and wherever it is named. */
function rename(folder: string): void {
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => /\.(js|css|html)$/.test(path) && statSync(path).isFile())
  const parts = files.map((path) => basename(path)).filter((name) => /-[\w-]{8}\.(js|css)$/.test(name))
  expect(parts.length).toBeGreaterThan(5)
  for (const path of files) {
    let text = readFileSync(path, 'utf8')
    for (const part of parts) text = text.replaceAll(part, `other-${part}`)
    rmSync(path)
    writeFileSync(
      parts.includes(basename(path)) ? join(dirname(path), `other-${basename(path)}`) : path,
      text,
    )
  }
}
