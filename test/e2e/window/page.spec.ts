import type { Page } from '@playwright/test'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { button, expect, openSettings, test, type Shift } from '../bar'

/*
 * A page is not believed: what one that was taken over cannot do. Everything here is said through the page's own bridge.
 */

const openReports = async ({ launched, window }: Shift): Promise<Page> => {
  const opened = launched.app.waitForEvent('window')
  await button(window, 'Reports').click()
  const page = await opened
  await page.getByRole('heading').first().waitFor()
  return page
}

/** Whether main answers that, asked by that page. */
const ask = (page: Page, code: string): Promise<string> =>
  page.evaluate<string>(`(async () => window.bar.${code})().then(() => 'answered', () => 'refused')`)

test('each page asks and commands only what is its own', async ({ startShift }) => {
  const shift = await startShift()
  const pages = { bar: shift.window, settings: await openSettings(shift), reports: await openReports(shift) }
  const questions = {
    bar: [`query('team.read')`, `query('history.read')`, `dispatch('notice.dismiss', 'x')`],
    settings: [
      `query('settings.read')`,
      `dispatch('hotkeys.examine', false)`,
      `dispatch('data.erase', '11987654321')`,
    ],
    reports: [`query('reports.summary')`, `dispatch('reports.pause')`],
  }
  for (const [asker, page] of Object.entries(pages))
    for (const [owner, codes] of Object.entries(questions))
      for (const code of codes)
        expect(await ask(page, code), `${asker} asks ${code}`).toBe(asker === owner ? 'answered' : 'refused')
  for (const page of Object.values(pages)) expect(await ask(page, 'snapshot()')).toBe('answered')
})

test('a page that shows another of our pages is neither of them', async ({ startShift }) => {
  const shift = await startShift()
  await shift.launched.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    // As main can, and a page cannot.
    await contents?.loadURL('app://settings/settings/index.html')
  })
  await expect.poll(() => shift.window.url()).toBe('app://settings/settings/index.html')
  expect(await ask(shift.window, `query('settings.read')`)).toBe('refused')
  expect(await ask(shift.window, `dispatch('call.hangUp')`)).toBe('refused')
})

test('a page writes over no file: where the diagnostics go is asked for by main', async ({
  startShift,
  desktop,
}) => {
  const { window, launched } = await startShift()
  const file = join(desktop.folder, 'precious.txt')
  writeFileSync(file, 'precious')
  await launched.app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => {
      Object.assign(globalThis, { wasAsked: true })
      return Promise.resolve({ canceled: true, filePath: '' })
    }
  })
  await window.evaluate(`window.bar.dispatch('diagnostics.export', ${JSON.stringify(file)})`)
  expect(await launched.app.evaluate(() => (globalThis as { wasAsked?: boolean }).wasAsked)).toBe(true)
  expect(readFileSync(file, 'utf8')).toBe('precious')
})

test('nothing leaves a page by WebRTC, by a name that is looked up, or by a download', async ({
  startShift,
  userData,
}) => {
  const log = join(userData, 'net-log.json')
  const { window, launched } = await startShift({}, { args: [`--log-net-log=${log}`] })
  const arrived: string[] = []
  let tell: () => void = () => undefined
  const first = new Promise<void>((resolve) => (tell = resolve))
  const note = (what: string) => (): void => {
    arrived.push(what)
    tell()
  }
  const listener = createSocket('udp4', note('a packet'))
  await new Promise<void>((resolve) => listener.bind(0, '0.0.0.0', resolve))
  const relay = createServer(note('a connection')).listen(0, '0.0.0.0')
  await once(relay, 'listening')
  const own = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)
  const { port } = relay.address() as AddressInfo
  // A relay by name is not here: Chromium still looks that name up (docs/security.md).
  for (const host of ['127.0.0.1', own?.address ?? '127.0.0.1']) {
    const servers = [
      { urls: `stun:${host}:${String(listener.address().port)}` },
      { urls: 'stun:stun-leak.example' },
      { urls: `turn:${host}:${String(port)}?transport=tcp`, username: 'x', credential: 'x' },
    ]
    const gathered = window.evaluate(`(async () => {
      const peer = new RTCPeerConnection({ iceServers: ${JSON.stringify(servers)} })
      peer.createDataChannel('x')
      const done = new Promise((resolve) => {
        peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve(0)
      })
      await peer.setLocalDescription(await peer.createOffer())
      await done
    })().catch(() => 0)`)
    await Promise.race([gathered, first])
  }
  expect(arrived).toEqual([])
  await window.evaluate(`(() => {
    for (const rel of ['dns-prefetch', 'preconnect']) {
      const link = document.createElement('link')
      Object.assign(link, { rel, href: 'https://' + rel + '-leak.example/' })
      document.head.append(link)
    }
  })()`)
  await launched.app.evaluate(({ session }) => {
    const seen: boolean[] = []
    Object.assign(globalThis, { downloads: seen })
    session.defaultSession.on('will-download', (event) => seen.push(event.defaultPrevented))
  })
  await window.evaluate(`(() => {
    const link = document.createElement('a')
    Object.assign(link, { download: 'x.txt', href: URL.createObjectURL(new Blob(['x'])) })
    document.body.append(link)
    link.click()
  })()`)
  const downloads = () =>
    launched.app.evaluate(() => (globalThis as { downloads?: boolean[] }).downloads ?? [])
  await expect.poll(downloads).toEqual([true])
  await launched.close()
  listener.close()
  relay.close()
  expect(arrived).toEqual([])
  const asked = readFileSync(log, 'utf8')
  expect(asked.length).toBeGreaterThan(1_000)
  expect(['stun', 'dns-prefetch', 'preconnect'].filter((name) => asked.includes(`${name}-leak`))).toEqual([])
})

test('there is one door between pages and main, no menu of Electron’s, and no markup out of a text', async ({
  startShift,
}) => {
  const { window, launched } = await startShift()
  const found = await launched.app.evaluate(({ ipcMain, Menu }) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers
    return {
      menu: Menu.getApplicationMenu(),
      events: ipcMain.eventNames(),
      handlers: [...handlers.keys()].sort(),
    }
  })
  // Electron's own: an event of that name without a listener would throw.
  expect(found).toEqual({
    menu: null,
    events: ['error'],
    handlers: ['bar:dispatch', 'bar:query', 'bar:snapshot'],
  })
  // Later, on the page's own time: the debugger's is let through.
  const attempt = (code: string): Promise<string> =>
    window.evaluate<string>(
      `new Promise((done) => setTimeout(() => { try { ${code}; done('worked') } catch (error) { done(error.name) } }))`,
    )
  expect(await attempt(`document.createElement('div').innerHTML = '<b>x</b>'`)).toBe('TypeError')
  expect(await attempt(`trustedTypes.createPolicy('own', { createHTML: (text) => text })`)).toBe('TypeError')
})
