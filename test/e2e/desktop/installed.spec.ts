import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { spawn } from 'node:child_process'
import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import * as z from 'zod'
import { expect, test } from '../bar'
import { pressKeys } from '../harness/keys'
import { madePackage } from '../harness/made-package'
import { startOrdinaryDesktop } from '../harness/ordinary-user'
import { processTree } from '../harness/process-tree'
import { runProgram } from '../harness/program'

/*
 * The package as it is installed, without a debugger: what an agent gets. Made by `npm run dist`.
 */

/** As the fuses stand in the executable: the digits 0 and 1. */
const [OFF, ON] = [48, 49]

/** The word is the same in every language. */
const SANDBOX_OFF = /sandbox/
const statusSchema = z.object({
  state: z.string(),
  call: z.unknown(),
  notices: z.array(z.string()).transform((all) => all.join('\n')),
})

test.describe.configure({ timeout: 300_000 })

test('without a display the command line answers, and a bar says what it lacks', async () => {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin' }
  const { file } = await madePackage()
  const { desktop, folder, user } = await startOrdinaryDesktop()
  try {
    const place = join(folder, 'installed')
    await runProgram('dpkg-deb', ['-x', file, place], { env, limitMs: 60_000 })
    const program = join(place, 'usr', 'bin', 'vocom-bar')
    const bare = {
      ...env,
      HOME: desktop.home,
      LANG: 'en_US.UTF-8',
      XDG_RUNTIME_DIR: join(desktop.folder, 'run'),
    }
    const ask = (...words: string[]) =>
      runProgram(program, [`--user-data-dir=${join(folder, 'data')}`, '--disable-gpu', ...words], {
        env: bare,
        user,
        limitMs: 60_000,
      })
    expect(await ask('--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    })
    expect(await ask('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--report') })
    expect(await ask('--status')).toMatchObject({ code: 1, stderr: expect.stringContaining('Vocom Bar') })
    const out = join(folder, 'report.csv')
    const dates = ['--from', '2026-03-01', '--to', '2026-03-02']
    expect(await ask('--demo', '--report', 'tabs', ...dates, '--out', out)).toMatchObject({ code: 0 })
    expect(readFileSync(out, 'utf8')).toContain('agent')
    for (const words of [[], ['--hidden'], ['--', 'tel:1199990000']])
      expect(await ask(...words)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/graphical session|sessão gráfica|sesión gráfica/),
      })
  } finally {
    await desktop.stop()
  }
})

test('the installed app: versions, no debugger, sandbox, command line, hotkey, fuses', async () => {
  const path = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: process.env['HOME'] ?? '/root' }
  const { file, said } = await madePackage()
  expect(said).toMatch(/Carries Electron \d+\.\d+\.\d+\./)

  const { desktop, folder } = await startOrdinaryDesktop()
  try {
    const place = join(folder, 'installed')
    const unpacked = await runProgram('dpkg-deb', ['-x', file, place], {
      env: path,
      limitMs: 60_000,
    })
    expect(unpacked.code).toBe(0)
    const program = join(place, 'usr', 'bin', 'vocom-bar')
    const { uid, gid } = statSync(folder)
    const user = process.getuid?.() === 0 ? { uid, gid } : undefined
    const userData = `--user-data-dir=${join(folder, 'data')}`
    const asUser = (command: string, words: readonly string[]) =>
      runProgram(command, words, { env: desktop.env, user, limitMs: 30_000 })
    const ask = (...words: string[]) =>
      runProgram(program, [userData, '--disable-gpu', ...words], { env: desktop.env, user, limitMs: 30_000 })

    expect((await ask('--version', '--verbose')).stdout).toMatch(/Electron \d+[^]*Chromium \d+[^]*Node \d+/)
    const spellings = [
      '--inspect=0',
      '--remote-debugging-port=0',
      '--remote-debugging-pipe',
      '-remote-debugging-port=0',
      '/remote-debugging-port=0',
      '--Remote-Debugging-Port=0',
      '--js-flags=--expose-gc',
    ]
    for (const debugging of spellings)
      expect(await ask(debugging), debugging).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/Vocom Bar/),
      })

    const wire = await getCurrentFuseWire(join(place, 'usr', 'lib', 'vocom-bar', 'vocom-bar-app'))
    expect(wire[FuseV1Options.RunAsNode]).toBe(OFF)
    expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(OFF)
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(OFF)
    expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(OFF)
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(ON)
    expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(ON)

    // The licences of what the bundler took in, of what stays outside, and of the page.
    const archive = readFileSync(join(place, 'usr', 'lib', 'vocom-bar', 'resources', 'app.asar'), 'latin1')
    for (const name of [
      'electron-updater',
      'js-yaml',
      'axios',
      '@github/keytar',
      '@duckdb/node-bindings-linux-',
      'svelte',
      'uplot',
    ])
      expect(archive, name).toMatch(new RegExp(`^${name}.* \\(.+\\)$`, 'im'))

    const settings = join(folder, 'data', 'demo', 'settings.json')
    await asUser('mkdir', ['-p', join(folder, 'data', 'demo')])
    writeFileSync(settings, JSON.stringify({ links: { confirmDial: false } }))
    if (user !== undefined) chownSync(settings, uid, gid)
    // The address of a development server is nothing to the installed app.
    let askedForPages = 0
    const pages = createServer((socket) => {
      askedForPages += 1
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(pages, 'listening')
    const { port } = pages.address() as AddressInfo
    const bar = spawn(program, [userData, '--disable-gpu', '--demo'], {
      env: { ...desktop.env, ELECTRON_RENDERER_URL: `http://127.0.0.1:${port}` },
      stdio: 'ignore',
      ...user,
    })
    try {
      const status = async () => {
        const { code, stdout } = await ask('--demo', '--status', '--json')
        return code === 0 ? statusSchema.parse(JSON.parse(stdout)) : null
      }
      await expect.poll(async () => (await status())?.state, { timeout: 30_000 }).toBeDefined()
      await expect.poll(async () => (await ask('--demo', '--run', 'agent.login')).code).toBe(0)
      expect(await ask('--demo', '--dial', '1199999999')).toMatchObject({ code: 0 })
      expect((await status())?.call).not.toBeNull()
      await pressKeys(desktop, 'ctrl+shift+F11')
      await expect.poll(async () => (await status())?.call).toBeNull()

      // The desktop hands it the links of its own entry, once somebody has said that it should.
      const entry = readFileSync(join(place, 'usr', 'share', 'applications', 'vocom-bar.desktop'), 'utf8')
      const applications = join(desktop.home, '.local', 'share', 'applications')
      await asUser('mkdir', ['-p', applications])
      const command = `Exec=${program} ${userData} --disable-gpu --demo -- %U`
      writeFileSync(join(applications, 'vocom-bar.desktop'), entry.replace(/^Exec=.*$/m, command))
      for (const link of ['tel:1188887777', 'vocom-bar://dial/1188887777']) {
        const scheme = `x-scheme-handler/${link.split(':')[0] ?? ''}`
        expect(entry).toContain(scheme)
        expect(await asUser('gio', ['mime', scheme, 'vocom-bar.desktop'])).toMatchObject({ code: 0 })
        expect(await asUser('gio', ['open', link])).toMatchObject({ code: 0 })
        await expect.poll(async () => (await status())?.call).toMatchObject({ number: '1188887777' })
        expect(await ask('--demo', '--run', 'call.hangUp')).toMatchObject({ code: 0 })
      }
      // Its sandbox is on: nothing is said of it.
      expect((await status())?.notices).not.toMatch(SANDBOX_OFF)
      expect(await ask('--demo', '--run', 'app.quit')).toMatchObject({ code: 0 })
      await new Promise<void>((resolve) =>
        bar.exitCode === null ? bar.once('exit', () => resolve()) : resolve(),
      )
      const open = spawn(program, [userData, '--disable-gpu', '--no-sandbox', '--demo'], {
        env: desktop.env,
        stdio: 'ignore',
        ...user,
      })
      await expect.poll(async () => (await status())?.notices, { timeout: 30_000 }).toMatch(SANDBOX_OFF)
      const zip = join(folder, 'data', 'diagnostics.zip')
      expect(await ask('--demo', '--run', 'diagnostics.export', zip)).toMatchObject({ code: 0 })
      const versions = unzipSync(readFileSync(zip))['versions.json'] ?? new Uint8Array()
      expect(JSON.parse(strFromU8(versions))).toMatchObject({ sandbox: 'off' })
      expect(await ask('--demo', '--run', 'app.quit')).toMatchObject({ code: 0 })
      await new Promise<void>((resolve) =>
        open.exitCode === null ? open.once('exit', () => resolve()) : resolve(),
      )
      expect(askedForPages).toBe(0)
    } finally {
      pages.close()
      for (const pid of processTree(bar.pid ?? 0).reverse())
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // It went by itself.
        }
    }
  } finally {
    await desktop.stop()
  }
})
