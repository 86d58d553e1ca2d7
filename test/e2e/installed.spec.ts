import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { spawn } from 'node:child_process'
import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from './bar'
import { pressKeys } from './harness/keys'
import { madePackage } from './harness/made-package'
import { startOrdinaryDesktop } from './harness/ordinary-user'
import { processTree } from './harness/process-tree'
import { runProgram } from './harness/program'

/*
 * The package as it is installed, without a debugger: what an agent gets. Made by `npm run dist`.
 */

/** As the fuses stand in the executable: the digits 0 and 1. */
const [OFF, ON] = [48, 49]

test.describe.configure({ timeout: 300_000 })

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

    const wire = await getCurrentFuseWire(join(place, 'usr', 'lib', 'vocom-bar', 'vocom-bar'))
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
        return code === 0 ? (JSON.parse(stdout) as { state: string; call: unknown }) : null
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
      const command = `Exec=${program} ${userData} --disable-gpu --demo %U`
      writeFileSync(join(applications, 'vocom-bar.desktop'), entry.replace(/^Exec=.*$/m, command))
      for (const link of ['tel:1188887777', 'vocom-bar://dial/1188887777']) {
        const scheme = `x-scheme-handler/${link.split(':')[0] ?? ''}`
        expect(entry).toContain(scheme)
        expect(await asUser('gio', ['mime', scheme, 'vocom-bar.desktop'])).toMatchObject({ code: 0 })
        expect(await asUser('gio', ['open', link])).toMatchObject({ code: 0 })
        await expect.poll(async () => (await status())?.call).toMatchObject({ number: '1188887777' })
        expect(await ask('--demo', '--run', 'call.hangUp')).toMatchObject({ code: 0 })
      }
      expect(await ask('--demo', '--run', 'app.quit')).toMatchObject({ code: 0 })
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
