import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startDesktop } from '../../../scripts/lib/desktop.mjs'
import { startSimulator } from '../../../src/simulator/simulator'
import { makeAuthority } from '../../support/authority'
import { button, expect, settingsFor, test } from '../bar'
import { runCli } from '../harness/cli'
import { keyringOf, withKeyring } from '../harness/keyring'
import type { Pabx } from '../harness/pabx'
import type { Ended } from '../harness/program'
import { hostTray } from '../harness/tray'

/*
 * Each fault is really made, and the doctor has to name it, with or without a bar.
 */

const names = ['PABX', 'API key', 'Clock', 'Hotkeys', 'Tray', 'Keychain', 'Policy', 'Proxy', 'Certificate']

/** What was said, by check; fails where a check has no line. */
function linesOf({ stdout }: Ended): Readonly<Record<string, string>> {
  const lines = stdout.trim().split('\n')
  expect(lines.map((line) => line.split(':')[0])).toEqual([...names, 'Links', 'Browsers'])
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...rest] = line.split(': ')
      return [name, rest.join(': ')]
    }),
  )
}

const faultsOf = (ended: Ended): readonly string[] =>
  Object.entries(linesOf(ended)).flatMap(([name, said]) => (/^ok\b/.test(said) ? [] : [name]))

function write(userData: string, pabx: Pick<Pabx, 'url' | 'companyId'>, more: Record<string, unknown> = {}) {
  mkdirSync(userData, { recursive: true })
  const settings = settingsFor(pabx as Pabx, { ...more })
  const address = { baseUrl: pabx.url, companyId: pabx.companyId }
  const all = { ...settings, pabx: { ...address, ...(more['pabx'] as object | undefined) } }
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(all))
}

test('where no bar runs, the doctor starts none, and names each fault that was made', async ({
  cli,
  desktop,
  keyring,
  launchBar,
  startPabx,
  userData,
}) => {
  const pabx = await startPabx()
  await keyring.set(pabx.companyId, pabx.key)
  const tray = await hostTray(desktop)
  const doctor = (env: Record<string, string> = {}) => cli(['--doctor'], { env })

  await test.step('all in order', async () => {
    write(userData, pabx)
    const ended = await doctor()
    expect(linesOf(ended)).toMatchObject(Object.fromEntries(names.map((name) => [name, 'ok'])))
    expect(ended.code).toBe(0)
  })
  await test.step('a policy that cannot be read', async () => {
    const ended = await doctor({ VOCOM_BAR_POLICY: join(userData, 'gone.json') })
    expect(ended.code).toBe(1)
    expect(linesOf(ended)['Policy']).toMatch(/^The company’s policy cannot be read/)
  })
  await test.step('a proxy that is down', async () => {
    write(userData, { ...pabx, url: 'https://pabx.invalid' }, { pabx: { proxy: 'http://127.0.0.1:1' } })
    const ended = await doctor()
    expect(ended.code).toBe(1)
    expect(linesOf(ended)['Proxy']).toMatch(/^The proxy of this network does not answer/)
    expect(linesOf(ended)['PABX']).toMatch(/see “Proxy”/)
  })
  await test.step('a certificate of an unknown issuer', async () => {
    const authority = makeAuthority()
    const tls = authority.shows({ name: 'localhost' })
    const secure = await startSimulator({ tls, host: 'localhost' })
    write(userData, { ...pabx, url: secure.url })
    const ended = await doctor()
    expect(ended.code).toBe(1)
    expect(linesOf(ended)['Certificate']).toMatch(/^This computer does not know the issuer/)
    expect(linesOf(ended)['Proxy']).toBe('ok')
    await secure.close()
    authority.close()
  })
  await test.step('a clock that is behind, keys that another program has, and no tray', async () => {
    const ahead = createServer((_request, response) => {
      response.setHeader('date', new Date(Date.now() + 12 * 60_000).toUTCString())
      response.end('{"response":{"status":"ok","status_type":"","result":[]}}')
    })
    await new Promise<void>((resolve) => ahead.listen(0, '127.0.0.1', resolve))
    const { port } = ahead.address() as AddressInfo
    const other = await launchBar({ userData: `${userData}-other`, args: ['--demo'] })
    await tray.close()
    // As if the key had been typed for this address.
    rmSync(join(userData, 'key-address.json'))
    write(userData, { ...pabx, url: `http://127.0.0.1:${port}` })
    const ended = await doctor()
    expect(ended.code).toBe(1)
    expect(linesOf(ended)).toMatchObject({
      Clock: expect.stringMatching(/^This computer’s clock is 12 min behind/),
      Hotkeys: expect.stringMatching(/^Another program holds .*Ctrl\+Shift\+F9/),
      Tray: expect.stringMatching(/^This desktop shows no tray icons/),
    })
    expect(faultsOf(ended)).toEqual(['Clock', 'Hotkeys', 'Tray'])
    await other.close()
    ahead.close()
  })
})

test('a keyring that is locked is named, and no prompt is opened for it', async ({ startPabx, userData }) => {
  const desktop = await startDesktop()
  try {
    const pabx = await startPabx()
    await keyringOf(desktop).set(pabx.companyId, pabx.key)
    write(userData, pabx)
    await withKeyring(desktop, async ({ lock }) => {
      await lock()
      const ended = await runCli(desktop, ['--doctor'], { userData, limitMs: 15_000 })
      expect(ended.code).toBe(1)
      expect(linesOf(ended)).toMatchObject({
        Keychain: expect.stringMatching(/^The system keychain is locked/),
        'API key': expect.stringMatching(/see “Keychain”/),
        PABX: expect.stringMatching(/without the API key/),
      })
    })
  } finally {
    await desktop.stop()
  }
})

test('the running bar is asked, its settings show the same, and one press puts it into a mail', async ({
  startShift,
  cli,
  desktop,
}) => {
  const tray = await hostTray(desktop)
  const shift = await startShift({ language: 'es' })
  await shift.pabx.do('fault', { endpoint: 'getBreakList', fault: 'authenticationFailed' })
  const ended = await cli(['--doctor'])
  expect(ended.code).toBe(1)
  expect(ended.stdout).toContain('PABX: ok')
  expect(ended.stdout).toContain('Clave de la API: La PABX rechazó la clave')
  expect(ended.stdout).toContain('Llavero: ok')

  const opened = shift.launched.app.waitForEvent('window')
  await shift.window.evaluate(`window.bar.dispatch('settings.open')`)
  const page = await opened
  await button(page, 'Comprobar ahora').click()
  const list = page.getByRole('list', { name: 'Verificación' })
  await expect(list.getByRole('listitem')).toHaveCount(11)
  await expect(list.getByRole('listitem').nth(1)).toContainText('rechazó la clave')
  await expect(page.getByText('1 problema encontrado.')).toBeVisible()

  await shift.launched.app.evaluate(({ shell }) => {
    const told: string[] = []
    Object.assign(globalThis, { told })
    shell.openExternal = (address) => {
      told.push(address)
      return Promise.resolve()
    }
  })
  await button(page, 'Correo para TI').click()
  await expect(page.getByText('El resultado está en un correo nuevo.')).toBeVisible()
  const [links, copied] = await shift.launched.app.evaluate(async ({ clipboard }) => [
    (globalThis as unknown as { told: string[] }).told,
    await Promise.resolve(clipboard.readText()),
  ])
  expect(links).toHaveLength(1)
  const body = new URL(links[0] ?? '').searchParams.get('body') ?? ''
  expect(body).toContain('Clave de la API: La PABX rechazó la clave')
  expect(body.replaceAll('\r\n', '\n')).toBe(copied)
  expect(copied).toContain('Vocom Bar ')
  expect(copied).not.toContain(shift.pabx.key)
  await tray.close()
})
