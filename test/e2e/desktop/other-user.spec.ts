import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { User } from '../../../scripts/lib/desktop.mjs'
import { button, expect, logIn, openSettings, settingsFor, test } from '../bar'
import { electronExecutable } from '../../../scripts/lib/electron.mjs'
import { chromiumFlags } from '../../../scripts/lib/launch.mjs'
import { root } from '../harness/place'
import { nobody } from '../harness/ordinary-user'
import { runProgram, startProgram, type Running } from '../harness/program'

/*
 * Another user of the same computer: what they can reach of a running bar, and what they can put in its way. The folders
 * around the bar's own are open to everybody, so that nothing but the bar keeps them out.
 */

const NOT_ROOT = 'only root can start programs as another user'
const env = { PATH: '/usr/bin:/bin' }
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const doorSchema = z.object({ address: z.string(), secret: z.string() })

type Open = {
  readonly other: User
  /** The session's folder. */
  readonly session: string
  /** The bar's own folder in it. */
  readonly own: string
  readonly userData: string
  readonly asOther: (command: string, ...words: string[]) => ReturnType<typeof runProgram>
}

const places: string[] = []
test.afterEach(() => {
  for (const place of places.splice(0)) rmSync(place, { recursive: true, force: true })
})

/** A place where everybody may come and go, and make files, as in the folder for temporary files. */
async function openPlace(): Promise<Open> {
  const place = mkdtempSync(join(tmpdir(), 'vocom-open-'))
  places.push(place)
  const [session, userData] = [join(place, 'session'), join(place, 'settings')]
  for (const folder of [session, userData]) mkdirSync(folder)
  for (const folder of [place, session, userData]) chmodSync(folder, 0o1777)
  const other = await nobody()
  return {
    other,
    session,
    userData,
    own: join(session, `vocom-bar-${process.getuid?.() ?? ''}`),
    asOther: (command, ...words) => runProgram(command, words, { env, user: other, cwd: '/' }),
  }
}

/** Listens at that path, and prints what it is told. */
const LISTEN = `
const server = require('node:net').createServer((socket) => socket.on('data', (data) => process.stdout.write(data)).on('error', () => {}))
server.listen(process.argv[1], () => { require('node:fs').chmodSync(process.argv[1], 0o777); process.stderr.write('ready') })`

const CONNECT = `
require('node:net').createConnection(process.argv[1])
  .on('connect', () => { console.log('connected'); process.exit() })
  .on('error', (error) => { console.log(error.code); process.exit() })`

test('another user of the computer reaches neither the socket of the bar nor one of its files', async ({
  launchBar,
  startPabx,
  keyring,
}) => {
  test.skip(process.getuid?.() !== 0, NOT_ROOT)
  const { session, userData, own, asOther } = await openPlace()
  const pabx = await startPabx('--clock', 'manual')
  await keyring.set(pabx.companyId, pabx.key)
  const settings = settingsFor(pabx, { links: { confirmDial: false }, door: { http: true } })
  const bar = await launchBar({ settings, userData, env: { XDG_RUNTIME_DIR: session } })
  const dispatch = (id: string, argument = ''): Promise<unknown> =>
    bar.window.evaluate(`window.bar.dispatch('${id}'${argument === '' ? '' : `, '${argument}'`})`)
  await logIn(bar.window)
  expect(await dispatch('call.dial', '1199990000')).toMatchObject({ ok: true })
  await dispatch('call.hangUp')
  // A copy of damaged settings, and settings that were written, beside what is written of itself.
  writeFileSync(join(userData, 'settings.json.damaged-2026-01-01'), '{"pabx":')
  const page = await openSettings({ launched: bar, window: bar.window })
  await page.evaluate(`window.bar.dispatch('settings.save', { values: { 'bar.theme': 'dark' }, key: null })`)

  await expect.poll(() => readFileSync(join(userData, 'history.json'), 'utf8')).toContain('1199990000')
  for (const name of [
    'settings.json',
    'state.json',
    'history.json',
    'in-force.json',
    'door.json',
    'door-http.json',
    'logs/main.log',
  ])
    expect(statSync(join(userData, name)).mode & 0o777, name).toBe(0o600)
  expect(statSync(own).mode & 0o777).toBe(0o700)

  const { address } = doorSchema.parse(readJson(join(userData, 'door.json')))
  expect(await asOther(process.execPath, '-e', CONNECT, address)).toMatchObject({ stdout: 'EACCES\n' })
  // The same program reaches it as the agent.
  expect(await runProgram(process.execPath, ['-e', CONNECT, address], { env })).toMatchObject({
    stdout: 'connected\n',
  })
  // Ports are open to every user of the computer: neither the state nor a question for the agent is to be had there.
  const http = z.object({ address: z.url() }).parse(readJson(join(userData, 'door-http.json'))).address
  for (const [path, ...words] of [
    ['/v1/snapshot'],
    ['/v1/events'],
    ['/v1/pairings', '--json', '{"name":"Other","scopes":["watch"]}'],
    ['/v1/commands/call.dial', '--json', '{"argument":"1199990000"}'],
  ] as const) {
    const asked = await asOther('curl', '-s', '-m', '5', '-w', ' %{http_code}', ...words, `${http}${path}`)
    expect(asked.stdout, path).toMatch(/ 401$/)
  }
  await expect(bar.window.getByText('Other')).toBeHidden()

  const listed = await asOther('find', userData, '-type', 'f', '-readable')
  const readable = listed.stdout.trim().split('\n')
  expect(readable.filter((path) => /\.(json|log|sock)(\.|$)/.test(path))).toEqual([
    // Laid there by this test, after the start that closes what is open.
    join(userData, 'settings.json.damaged-2026-01-01'),
  ])
  await bar.close()
  const again = await launchBar({ userData, env: { XDG_RUNTIME_DIR: session } })
  expect(statSync(join(userData, 'settings.json.damaged-2026-01-01')).mode & 0o777).toBe(0o600)
  await again.close()
})

test('another user who has taken the folder of the bar, or laid a door of their own, is told nothing, and the agent is told of them', async ({
  launchBar,
  desktop,
  startPabx,
  keyring,
  cli,
}) => {
  test.skip(process.getuid?.() !== 0, NOT_ROOT)
  const { session, userData, own, other, asOther } = await openPlace()
  const pabx = await startPabx('--clock', 'manual')
  await keyring.set(pabx.companyId, pabx.key)
  // A folder with the name that the bar's would have, and a door where the bar would put its own.
  await asOther('mkdir', '-m', '777', own)
  const trap = join(own, 'trap.sock')
  const doorText = JSON.stringify({ address: trap, secret: '0'.repeat(64) })
  await asOther('sh', '-c', `umask 0; printf '%s' "$1" > "$2"`, 'sh', doorText, join(userData, 'door.json'))
  const squatter: Running = startProgram(process.execPath, ['-e', LISTEN, trap], {
    env,
    user: other,
    cwd: '/',
    limitMs: 110_000,
  })
  try {
    const where = { XDG_RUNTIME_DIR: session }
    const nobodyThere = await cli(['--dial', '1199990000'], { userData, env: where })
    expect(nobodyThere).toMatchObject({ code: 1 })

    const bar = await launchBar({ settings: settingsFor(pabx), userData, env: where })
    await bar.window.evaluate(`window.bar.dispatch('panel.open', 'notices')`)
    await expect(bar.window.getByRole('region', { name: 'Notices' })).toContainText(
      `Another user of this computer holds the folder ${own}`,
    )
    expect(statSync(own).uid).toBe(other.uid)
    await bar.window.evaluate(`window.bar.dispatch('panel.close')`)
    await logIn(bar.window)

    const status = await cli(['--dial', '1199990000'], { userData, env: where })
    expect(status, desktop.display).toMatchObject({ code: 0 })
    await bar.close()
  } finally {
    squatter.kill('SIGTERM')
  }
  const heard = await squatter.ended
  expect(heard.stderr).toBe('ready')
  expect(heard.stdout).toBe('')
})

test('the bar is found from a job that lacks the folder of the session, and from a desk where the bar lacked it', async ({
  startShift,
  cli,
  userData,
  desktop,
  launchBar,
}) => {
  const { window, launched, settings } = await startShift()
  await expect(button(window, 'Log in')).toBeEnabled()
  const empty = { env: { XDG_RUNTIME_DIR: '' } }
  expect(await cli(['--status', '--json'], empty)).toMatchObject({ code: 0 })
  expect(await cli(['--run', 'agent.login'], empty)).toMatchObject({ code: 0 })
  await launched.close()
  const bar = await launchBar({ settings, ...empty })
  expect(await cli(['--status', '--json'])).toMatchObject({ code: 0 })
  const bare = Object.fromEntries(Object.entries(desktop.env).filter(([name]) => name !== 'XDG_RUNTIME_DIR'))
  const words = [...chromiumFlags(), `--user-data-dir=${userData}`, root, '--status']
  expect(await runProgram(electronExecutable(), words, { env: bare, limitMs: 30_000 })).toMatchObject({
    code: 0,
  })
  await bar.close()
})
