import { chromium, type Browser, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronExecutable } from '../../../scripts/lib/electron.mjs'
import { chromiumFlags } from '../../../scripts/lib/launch.mjs'
import { startFeed } from '../../support/feed'
import { button, dialNumber, expect, settingsFor, test } from '../bar'
import { openWay, openWaysInside } from '../harness/bridge'
import { found } from '../harness/found'
import { NAME_SERVER, openPrivateNetwork, PABX } from '../harness/private-network'
import { isAlive, processTree, reap } from '../harness/process-tree'
import { runProgram } from '../harness/program'
import { makeAppImage } from '../harness/release'
import { watchWire } from '../harness/wire'

/*
 * The bar in a network of its own, in which every packet is seen, whoever of its processes sends it: during a shift, a
 * report, a new version and a crash.
 */

/** In the private network. */
const [FEED_PORT, DEBUG_PORT] = [8081, 9222]

const ours = [
  `${PABX.host}:${PABX.port}`,
  `127.0.0.1:${FEED_PORT}`,
  // The test's own way to the windows.
  `127.0.0.1:${DEBUG_PORT}`,
]

/** The bar's Chromium, as soon as it listens. */
async function reached(url: string): Promise<Browser> {
  const attached: Browser[] = []
  // An attempt that came before it listens may hang: the next one is made.
  const attach = () =>
    chromium.connectOverCDP(url, { timeout: 5_000 }).then(
      (browser) => {
        attached.push(browser)
        return ''
      },
      (error: unknown) => String(error),
    )
  await expect.poll(attach, { timeout: 30_000 }).toBe('')
  const [browser] = attached
  if (browser === undefined) throw new Error('no window can be reached')
  return browser
}

async function pageAt(browser: Browser, name: string): Promise<Page> {
  const pages = () => browser.contexts().flatMap((context) => context.pages())
  const isIt = (page: Page): boolean => page.url().includes(`//${name}/${name}/`)
  return found(() => Promise.resolve(pages().find(isIt) ?? null), { timeout: 30_000 })
}

async function work(bar: Page, browser: Browser): Promise<void> {
  await button(bar, 'Log in').click()
  await dialNumber(bar, '1199999999')
  await button(bar, 'Hold').click()
  await button(bar, 'Retrieve').click()
  await button(bar, 'Hang up').click()
  await expect(button(bar, 'Dial')).toBeVisible()
  await button(bar, 'Reports').click()
  const reports = await pageAt(browser, 'reports')
  await reports.getByLabel('From').fill('2020-09-01')
  await reports.getByLabel('To', { exact: true }).fill('2020-09-30')
  await button(reports, 'Run').click()
  await expect(reports.getByText('Complete: 3,000 records.')).toBeVisible({ timeout: 20_000 })
}

test('not one packet of any process goes anywhere but to the PABX and the feed', async ({
  desktop,
  startPabx,
  keyring,
  userData,
}) => {
  test.setTimeout(180_000)
  const folder = mkdtempSync(join(desktop.folder, 'network-'))
  const network = await openPrivateNetwork(folder)
  if ('impossible' in network) {
    console.log(`The packets of the bar are not watched: ${network.impossible}.`)
    test.skip()
    return
  }
  const pabx = await startPabx('--clock', 'manual')
  await pabx.do('records', { from: '2020-09-01', to: '2020-09-30', dialer: 3_000 })
  await keyring.set(pabx.companyId, pabx.key)
  const feed = await startFeed()
  const image = makeAppImage(folder)
  image.publish(feed.files, '1.1.0')

  const sockets = { pabx: join(folder, 'pabx'), feed: join(folder, 'feed'), debug: join(folder, 'debug') }
  const closeInside = await openWaysInside(network, [
    { from: { host: PABX.host, port: PABX.port }, to: { path: sockets.pabx } },
    { from: { host: '127.0.0.1', port: FEED_PORT }, to: { path: sockets.feed } },
    { from: { path: sockets.debug }, to: { host: '127.0.0.1', port: DEBUG_PORT } },
  ])
  const here = (url: string) => ({ host: '127.0.0.1', port: Number(new URL(url).port) })
  const ways = [
    await openWay({ from: { path: sockets.pabx }, to: here(pabx.url) }),
    await openWay({ from: { path: sockets.feed }, to: here(feed.url) }),
  ]
  const way = await openWay({ from: { host: '127.0.0.1', port: 0 }, to: { path: sockets.debug } })

  mkdirSync(userData, { recursive: true })
  const settings = settingsFor(pabx, {
    pabx: { baseUrl: `http://${PABX.name}:${PABX.port}`, companyId: pabx.companyId },
    updates: { feedUrl: `http://127.0.0.1:${FEED_PORT}/` },
  })
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings))
  const policy = join(folder, 'policy.json')
  writeFileSync(policy, JSON.stringify({ 'pabx.allowInsecureHttp': true }))
  const env = { ...desktop.env, ...image.env, VOCOM_BAR_POLICY: policy }
  const flags = [...chromiumFlags(), `--user-data-dir=${userData}`]
  const start = (): ChildProcess => {
    const debug = `--remote-debugging-port=${DEBUG_PORT}`
    const [program, args] = network.inside(electronExecutable(), [...flags, debug, image.appDir])
    return spawn(program, args, { env, stdio: 'ignore' })
  }
  const ask = (...words: string[]) => {
    const [program, args] = network.inside(electronExecutable(), [...flags, image.appDir, ...words])
    return runProgram(program, args, { env, limitMs: 30_000 })
  }

  const wire = await watchWire(network)
  const main = start().pid ?? 0
  const browser = await reached(`http://127.0.0.1:${way.port}`)
  const bar = await pageAt(browser, 'bar')
  await work(bar, browser)
  expect(await ask('--run', 'update.check')).toMatchObject({ code: 0, stdout: 'Version 1.1.0 is ready.\n' })
  const tree = processTree(main)
  expect(tree.length).toBeGreaterThan(3)
  process.kill(main, 'SIGSEGV')
  await expect.poll(() => tree.filter(isAlive), { timeout: 20_000 }).toEqual([])

  // What is sent elsewhere would be seen: this is.
  const stray = `new (require('node:dns').Resolver)({ timeout: 100, tries: 1 }).resolve4('stray.example', () => process.exit())`
  await runProgram(...network.inside(process.execPath, ['-e', stray]), { env: desktop.env })
  const sent = () =>
    wire.packets.filter(({ kind, from, to }) => kind !== 'kernel' && !isOurs(from) && !isOurs(to))
  await expect.poll(() => sent().map(({ asks }) => asks)).toContain('stray.example')
  expect(await wire.stop()).toBe(0)

  const strays = sent().map(({ kind, to, asks }) => `${kind} ${to} ${asks}`.trim())
  expect(new Set(strays)).toEqual(new Set([`udp ${NAME_SERVER}:53 stray.example`]))
  for (const place of ours) expect(wire.packets.some(({ to }) => to === place)).toBe(true)
  const acted = ((await pabx.journal()) as readonly { endpoint: string }[]).map(({ endpoint }) => endpoint)
  expect(acted).toEqual(expect.arrayContaining(['login', 'dial', 'hold', 'retrieve', 'hangUp', 'listDialer']))
  expect(feed.asked).toContain('latest-linux.yml')
  expect(feed.asked.some((name) => name.endsWith('.AppImage'))).toBe(true)

  await reap(tree)
  for (const each of [...ways, way]) each.close()
  closeInside()
  network.end()
  await feed.close()
})

const isOurs = (place: string): boolean => ours.includes(place)
