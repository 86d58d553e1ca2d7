import { once } from 'node:events'
import { createServer as createWebServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { makeAuthority, type Authority } from '../../support/authority'
import { startProxy, type Forwarding } from '../../support/proxy'
import { button, expect, openSettings, settingsFor, test as base } from '../bar'
import type { Pabx } from '../harness/pabx'

type Company = {
  readonly pabx: Pabx
  readonly authority: Authority
  readonly proxy: Forwarding
  /** Where the PABX is, by a name that only the proxy finds. */
  readonly target: string
  /** Settings of a bar in that company. */
  readonly settings: (pabx: Record<string, unknown>) => Record<string, unknown>
  /** Text of a PAC file, and the addresses that were asked for it. */
  readonly pac: (text: string) => Promise<{ readonly url: string; readonly visits: string[] }>
  readonly acted: () => Promise<string[]>
}

/** A company whose PABX has a certificate of its own authority, and is reached through a proxy alone. */
const test = base.extend<{ readonly company: Company }>({
  company: async ({ startPabx, keyring }, use) => {
    const pabx = await startPabx('--clock', 'manual')
    await keyring.set(pabx.companyId, pabx.key)
    const authority = makeAuthority()
    const inner = Number(new URL(pabx.url).port)
    const front = createTlsServer(authority.shows({}), (socket) => {
      const plain = connect(inner, '127.0.0.1')
      for (const end of [socket, plain]) end.on('error', () => end.destroy())
      socket.pipe(plain).pipe(socket)
    })
    front.listen(0, '127.0.0.1')
    await once(front, 'listening')
    const target = `pabx.test:${(front.address() as AddressInfo).port}`
    const proxy = await startProxy()
    const closing: (() => void)[] = []
    await use({
      pabx,
      authority,
      proxy,
      target,
      settings: (more) =>
        settingsFor(pabx, { pabx: { baseUrl: `https://${target}`, companyId: pabx.companyId, ...more } }),
      pac: async (text) => {
        const visits: string[] = []
        const server = createWebServer((request, response) => {
          visits.push(request.url ?? '')
          response.setHeader('content-type', 'application/x-ns-proxy-autoconfig')
          response.end(text)
        })
        server.listen(0, '127.0.0.1')
        await once(server, 'listening')
        closing.push(() => server.close().closeAllConnections())
        return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy.pac`, visits }
      },
      acted: async () => {
        const journal = (await pabx.journal()) as readonly { readonly endpoint: string }[]
        return journal.map(({ endpoint }) => endpoint).filter((endpoint) => !endpoint.startsWith('get'))
      },
    })
    for (const close of closing) close()
    await proxy.close()
    front.close()
    authority.close()
  },
})

/** What stood on the wire to the proxy: requests for tunnels, and bytes in which nothing can be read. */
function expectOnlyTunnels({ proxy, target, pabx }: Company): void {
  expect(proxy.asked.length).toBeGreaterThan(0)
  for (const head of proxy.asked) {
    const [first, ...headers] = head.trim().split('\r\n')
    expect(first).toBe(`CONNECT ${target} HTTP/1.1`)
    expect(headers).toEqual([`Host: ${target}`, 'Connection: keep-alive'])
  }
  const wire = (proxy.asked.join('') + proxy.carried()).toLowerCase()
  for (const secret of ['authorization', 'basic ', pabx.key.toLowerCase(), 'interact_cti'])
    expect(wire).not.toContain(secret)
}

test('a company’s own authority and a fixed proxy: the agent works, and the proxy sees a host and a port', async ({
  company,
  launchBar,
}) => {
  const settings = company.settings({ caFile: company.authority.rootFile, proxy: company.proxy.url })
  const { window } = await launchBar({ settings })
  await button(window, 'Log in').click()
  await expect.poll(company.acted).toEqual(['login'])
  expectOnlyTunnels(company)
})

test('the proxy of the system, by its PAC file, is asked for the PABX alone', async ({
  company,
  launchBar,
}) => {
  const { port } = company.proxy
  const { url, visits } = await company.pac(
    `function FindProxyForURL(url, host) { return host === 'pabx.test' ? 'SOCKS5 127.0.0.1:9; PROXY 127.0.0.1:${port}' : 'PROXY 127.0.0.1:9' }`,
  )
  const settings = company.settings({ caFile: company.authority.rootFile })
  // How a Linux without a desktop of its own names a PAC file to Chromium.
  const { window } = await launchBar({ settings, env: { auto_proxy: url } })
  await button(window, 'Log in').click()
  await expect.poll(company.acted).toEqual(['login'])
  expectOnlyTunnels(company)
  expect(new Set(visits)).toEqual(new Set(['/proxy.pac']))
})

test('the settings say what is missing, and take the company’s file from the system’s dialog', async ({
  company,
  launchBar,
}) => {
  const launched = await launchBar({ settings: company.settings({ proxy: company.proxy.url }) })
  const page = await openSettings({ launched, window: launched.window })
  const choose = async (path: string): Promise<void> => {
    await launched.app.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
    }, path)
    await button(page, 'Choose…').click()
  }
  // The key has been read from the keychain.
  await expect(page.getByText('Stored in the system keychain.')).toBeVisible()
  await button(page, 'Test connection').click()
  await expect(page.getByText(/^This computer does not know the issuer/)).toBeVisible()

  // A page that is not ours any more names no file.
  const named = await page.evaluate<unknown>(
    `window.bar.dispatch('settings.save', { values: { 'pabx.caFile': '/etc/passwd' }, key: null })`,
  )
  expect(named).toMatchObject({
    problems: [{ name: 'pabx.caFile', sentence: { key: 'setting_ca_unchosen' } }],
  })

  await choose(company.authority.rootFile.replace('root.pem', 'ca.cnf'))
  await expect(page.getByText('That file holds no certificates that can be read')).toBeVisible()
  await choose(company.authority.rootFile)
  await expect(page.getByLabel('Company certificates')).toHaveValue(company.authority.rootFile)
  await button(page, 'Test connection').click()
  await expect(page.getByText(/^The connection works/)).toBeVisible()
  await page.getByLabel('Proxy').fill('http://127.0.0.1:9')
  await button(page, 'Test connection').click()
  await expect(page.getByText('The proxy of this network does not answer. Tell IT.')).toBeVisible()
  await page.getByLabel('Proxy').fill(company.proxy.url)
  await button(page, 'Save').click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await button(launched.window, 'Log in').click()
  await expect.poll(company.acted).toEqual(['login'])
})
