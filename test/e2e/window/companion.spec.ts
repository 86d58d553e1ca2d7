import type { Page } from '@playwright/test'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { companionKey } from '../../../scripts/lib/companion-key.mjs'
import { button, expect, logIn, openSettings, test, type Shift } from '../bar'
import {
  badgeOf,
  chromiumProfile,
  startBrowser,
  startSite,
  type Browser,
  type Site,
} from '../harness/browser'
import { nastyPages } from '../harness/nasty-pages'
import { processTree } from '../harness/process-tree'

type World = {
  readonly shift: Shift
  readonly crm: Site
  readonly foreign: Site
  readonly browser: Browser
}

const NAME = 'vocom-bar-number'
const { id } = companionKey()

test.describe.configure({ timeout: 180_000 })

test('the browser extension: numbers become calls, addresses tell of inbound calls, and the badge commands them', async ({
  startShift,
  launchBar,
  desktop,
}) => {
  const [crm, foreign] = [await startSite(), await startSite()]
  const policy = join(desktop.folder, 'companion-policy.json')
  const popup = `${crm.origin}/popup?id={callId}&phone={number}`
  const managed = {
    'companion.origins': [crm.origin],
    'companion.popups': [popup],
    'links.confirmDial': false,
    'crm.popUrl': `${crm.origin}/record?call={callId}`,
  }
  writeFileSync(policy, JSON.stringify(managed))
  mkdirSync(chromiumProfile(desktop), { recursive: true })
  const env = { VOCOM_BAR_POLICY: policy }
  const shift = await startShift({}, { env })
  await logIn(shift.window)
  await test.step('a press in the settings tells the browser of the relay', () => connect(shift))
  const browser = await startBrowser(desktop, [crm.origin, foreign.origin])
  try {
    const world = { shift, crm, foreign, browser }
    await test.step('the right numbers are links, and the pages are what they were', () => checkPages(world))
    await test.step('a click dials once, and a page cannot click', () => checkClick(world))
    await test.step('the badge holds and hangs up', () => checkBadge(world))
    await test.step('a page tells of a call by its address, once', () => checkAdoption(world))
    await test.step('foreign extensions and pages are refused', () => checkForeign(world))
    await test.step('what is lost is said, and comes back', () => checkLost(world))
    await test.step('closed in a call, the browser leaves nothing behind and the call to the bar', () =>
      checkEnd(world, async () => (await launchBar({ settings: shift.settings, env })).window))
  } finally {
    await browser.close()
    await crm.close()
    await foreign.close()
  }
})

async function connect(shift: Shift): Promise<void> {
  const settings = await openSettings(shift)
  await settings.getByRole('button', { name: 'Connect the browsers' }).click()
  await expect(settings.getByText('Connected: Chromium')).toBeVisible()
  await settings.close()
}

/** The numbers that are shown as links in a page and its frames. */
async function marked(page: Page): Promise<readonly string[]> {
  const read = `[...(CSS.highlights.get('${NAME}') ?? [])].map((range) => {
    const live = document.createRange()
    live.setStart(range.startContainer, range.startOffset)
    live.setEnd(range.endContainer, range.endOffset)
    return live.toString()
  })`
  const all = await Promise.all(page.frames().map((frame) => frame.evaluate<string[]>(read)))
  return all.flat()
}

async function checkPages({ crm, foreign, browser }: World): Promise<void> {
  crm.put('/inner', '<p>(11) 99999-8888')
  foreign.put('/', '<p>(11) 99999-8888')
  const blank = await browser.open('about:blank')
  for (const [name, { html, headers, numbers, isMade }] of Object.entries(nastyPages)) {
    const served = `<!doctype html><body>${html.replace('OTHER', foreign.origin)}</body>`
    crm.put(`/${name}`, served, headers)
    const page = await browser.open(`${crm.origin}/${name}`)
    await expect.poll(() => marked(page).then(sorted), name).toEqual(sorted(numbers))
    // As its own script has made it, or as it was served.
    const before: unknown =
      isMade === true
        ? await page.evaluate('made')
        : await blank.evaluate(
            `new DOMParser().parseFromString(${JSON.stringify(served)}, 'text/html').body.innerHTML`,
          )
    expect(await page.evaluate('document.body.innerHTML'), name).toBe(before)
    await page.close()
  }
  await blank.close()
  const other = await browser.open(foreign.origin)
  expect(await marked(other)).toEqual([])
  await other.close()
  const button = await browser.open(`chrome-extension://${id}/index.html`)
  await expect(button.getByRole('status')).toHaveText('Connected. Vocom Bar works in these pages:')
  await expect(button.getByRole('listitem')).toHaveText([`✓ ${crm.origin}`])
  await expect(button.getByRole('button')).toBeHidden()
  await button.close()
}

const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort()

/** The page of a customer, with its number as a link. */
async function openCustomer({ crm, browser }: World): Promise<Page> {
  crm.put('/customer', '<p id="p"><span>Maria, (11) 99999-8888</span></p>')
  const page = await browser.open(`${crm.origin}/customer`)
  await expect.poll(() => marked(page)).toEqual(['(11) 99999-8888'])
  return page
}

async function clickNumber(page: Page, clickCount = 1): Promise<void> {
  const box = await page.locator('span').boundingBox()
  if (box === null) throw new Error('the number cannot be seen')
  await page.mouse.click(box.x + box.width - 10, box.y + box.height / 2, { clickCount })
}

async function checkClick(world: World): Promise<void> {
  const { acted, requests } = world.shift
  const page = await openCustomer(world)
  // A page's own clicks, and a click beside the number.
  await page.evaluate(`(() => {
    const { left, right, top, bottom } = document.querySelector('span').getBoundingClientRect()
    const at = { clientX: right - 10, clientY: (top + bottom) / 2, bubbles: true, composed: true }
    document.querySelector('span').click()
    document.querySelector('span').dispatchEvent(new MouseEvent('click', at))
    document.querySelector('span').dispatchEvent(new PointerEvent('click', at))
  })()`)
  await page.locator('span').click({ position: { x: 4, y: 4 } })
  await page.evaluate('window.clicked = 0; document.body.onclick = () => window.clicked++')
  await clickNumber(page, 2)
  await expect.poll(acted).toEqual(['login', 'dial'])
  await expect.poll(() => badgeOf(page).text()).toContain('11 99999-8888')
  expect((await requests()).filter(({ endpoint }) => endpoint === 'dial')).toMatchObject([
    { fields: { to: '11999998888' } },
  ])
  expect(await page.evaluate('window.clicked')).toBe(0)
}

async function checkBadge(world: World): Promise<void> {
  const { acted, window } = world.shift
  const [page] = world.browser.context.pages().slice(-1)
  if (page === undefined) throw new Error('no page')
  const badge = badgeOf(page)
  await badge.press('Transfer')
  await page.keyboard.type('4004')
  // The call is held between the two halves of a click: the click on Hold must not retrieve it, and that on Hang up counts.
  const pressWhileItIsHeld = async (name: string): Promise<void> => {
    await badge.aim(name)
    await page.mouse.down()
    await button(window, 'Hold').click()
    await expect.poll(() => badge.text()).toContain('Retrieve')
    await page.mouse.up()
  }
  await pressWhileItIsHeld('Hold')
  await badge.press('Retrieve')
  await expect.poll(() => badge.text()).toContain('Hold')
  expect(await badge.text()).toContain('4004')
  await pressWhileItIsHeld('Hang up')
  await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'retrieve', 'hold', 'hangUp'])
  await expect.poll(() => page.evaluate('document.documentElement.lastElementChild.localName')).toBe('body')
  await page.close()
}

async function checkAdoption({ shift, crm, browser }: World): Promise<void> {
  const { pabx, window, requests } = shift
  const { call_id: callId } = (await pabx.do('inbound', { agent: 'DEV', number: '1133334444' })) as {
    call_id: string
  }
  crm.put('/popup', '<h1>Maria</h1>')
  crm.put('/record', '<h1>Maria</h1>')
  const address = `${crm.origin}/popup?id=${callId}&phone=1133334444`
  const page = await browser.open(address)
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('11 3333-4444')
  const records = (): readonly string[] =>
    browser.context.pages().flatMap((one) => (one.url().includes('/record') ? [one.url()] : []))
  await expect.poll(records).toEqual([`${crm.origin}/record?call=${callId}`])
  await page.bringToFront()
  const badge = badgeOf(page)
  await expect.poll(() => badge.text()).toContain('11 3333-4444')
  await badge.press('Hold')
  await expect.poll(() => badge.text()).toContain('Retrieve')
  await badge.press('Hang up')
  await expect.poll(async () => (await shift.acted()).slice(-2)).toEqual(['hold', 'hangUp'])
  const [held, hungUp] = (await requests())
    .filter(({ endpoint }) => endpoint === 'hold' || endpoint === 'hangUp')
    .slice(-2)
  expect(held).toMatchObject({ endpoint: 'hold', fields: { call_id: callId } })
  expect(hungUp).toMatchObject({ endpoint: 'hangUp', fields: { call_id: callId } })
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
  // The page is opened again after the call: it tells of nothing new.
  await page.reload()
  const next = await browser.open(address.replace(callId, `${callId}x`))
  await expect(window.getByRole('status', { name: 'Call' })).toBeVisible()
  // Its record takes the place of the one before.
  await window.evaluate(`window.bar.dispatch('crm.open')`)
  await expect.poll(records).toEqual([`${crm.origin}/record?call=${callId}x`])
  await next.bringToFront()
  await badgeOf(next).press('Hang up')
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
  await page.close()
  await next.close()
}

async function checkForeign(world: World): Promise<void> {
  const { shift, browser } = world
  const before = await shift.acted()
  const foreign = await browser.worker('foreign.js')
  const native = `new Promise((resolve) => {
    const port = chrome.runtime.connectNative('vocom_bar')
    port.onMessage.addListener((message) => resolve(JSON.stringify(message)))
    port.onDisconnect.addListener(() => resolve(chrome.runtime.lastError?.message))
    port.postMessage({ type: 'dial', origin: '${world.crm.origin}', text: '11999998888' })
  })`
  expect(await foreign.evaluate(native)).toContain('forbidden')
  const message = `chrome.runtime.sendMessage('${id}', { type: 'dial', text: '11999998888' }).catch(({ message }) => message)`
  expect(await foreign.evaluate(message)).toContain('Receiving end does not exist')
  const page = await openCustomer(world)
  expect(await page.evaluate(`typeof globalThis.chrome?.runtime?.sendMessage`)).toBe('undefined')
  await page.evaluate(`window.postMessage({ type: 'dial', text: '11999998888' }, '*')`)
  // Its own worker cannot speak for a page that the company has not named.
  const worker = await browser.worker()
  const wrong = `new Promise((resolve) => {
    const port = chrome.runtime.connectNative('vocom_bar')
    port.onMessage.addListener((message) => message.n === 1 && resolve(message.answer))
    port.postMessage({ type: 'dial', origin: '${world.foreign.origin}', text: '11999998888' })
  })`
  expect(await worker.evaluate(wrong)).toMatchObject({ ok: false })
  expect(await shift.acted()).toEqual(before)
  await page.close()
}

/** The relays that browsers of this test have started. */
const relays = (): readonly number[] =>
  processTree(process.pid).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('companion-host')
    } catch {
      return false
    }
  })

async function checkLost(world: World): Promise<void> {
  const { shift } = world
  const page = await openCustomer(world)
  const badge = badgeOf(page)
  const before = (await shift.acted()).length
  for (const pid of relays()) process.kill(pid, 'SIGKILL')
  await expect.poll(relays).toEqual([])
  await clickNumber(page)
  await expect.poll(async () => (await shift.acted()).slice(before)).toEqual(['dial'])
  await expect.poll(() => badge.text()).toContain('11 99999-8888')
  await badge.press('Hang up')
  await expect.poll(() => badge.text()).not.toContain('99999-8888')
  await shift.launched.kill()
  await expect.poll(relays).toEqual([])
  await expect
    .poll(async () => {
      await clickNumber(page)
      return badge.text()
    })
    .toContain('Vocom Bar is not running')
  const popup = await world.browser.open(`chrome-extension://${id}/index.html`)
  await expect(popup.getByRole('status')).toContainText('Vocom Bar is not running')
  await popup.close()
  await page.close()
}

async function checkEnd(world: World, again: () => Promise<Page>): Promise<void> {
  const window = await again()
  // Until the bar has read the key, it refuses to dial, and a click on a number does not wait.
  await expect(button(window, 'Break')).toBeEnabled()
  const page = await openCustomer(world)
  await clickNumber(page)
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('11 99999-8888')
  await world.browser.close()
  await expect.poll(relays).toEqual([])
  await button(window, 'Hang up').click()
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
}
