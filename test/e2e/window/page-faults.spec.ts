import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Panel } from '../../../src/shared/windows/panels'
import type { Pushed } from '../../../src/shared/ipc/bridge'
import { button, expect, inACall, openSettings, test, type Shift } from '../bar'

/** What no `toString` is to be had of: a page that wants to write it throws. */
const unwritable = { toString: null, valueOf: null }
/** A sentence that no catalogue has. */
const unsayable = { key: 'no_such_sentence' }

type Change = (pushed: Pushed) => object

const inSnapshot = (change: object, pushed: Pushed): object => ({
  ...pushed,
  snapshot: { ...pushed.snapshot, ...change },
})
const may = (command: string, pushed: Pushed): object => ({
  ...pushed,
  may: { ...pushed.may, [command]: unsayable },
})

const brokenPart = (of: Locator): Locator => of.getByText(/^This part failed/)

/** Main pushes what it never would; again, should something else be pushed in the same moment. */
async function pushUntil({ launched, window }: Shift, change: Change, seen: Locator): Promise<void> {
  await expect(async () => {
    const pushed = await window.evaluate<Pushed>('window.bar.snapshot()')
    await launched.app.evaluate(({ BrowserWindow }, hostile) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send('bar:changed', hostile)
    }, change(pushed))
    await expect(seen).toBeVisible({ timeout: 500 })
  }).toPass()
}

/** Main pushes the truth. */
const pushTruth = (window: Page): Promise<unknown> =>
  window.evaluate(`window.bar.dispatch('notice.dismiss', 'none')`)

async function dialOut({ window }: Shift): Promise<void> {
  await inACall(window)
}

const logOf = ({ launched }: Shift): string =>
  readFileSync(join(launched.userData, 'logs', 'main.log'), 'utf8')

const panels: Record<Panel, Change> = {
  breaks: (pushed) => inSnapshot({ breaks: [null] }, pushed),
  transfer: (pushed) => inSnapshot({ recentTransfers: null }, pushed),
  dial: (pushed) => inSnapshot({ proposedNumber: { number: unwritable, from: 'link' } }, pushed),
  team: (pushed) => inSnapshot({ recentTransfers: null }, pushed),
  notices: (pushed) =>
    inSnapshot(
      { notices: [{ id: 'n', tone: 'info', sentence: unsayable, at: 0, inferred: false, mend: null }] },
      pushed,
    ),
  menu: (pushed) => inSnapshot({ update: null }, pushed),
  history: (pushed) => may('call.dial', pushed),
  help: (pushed) => ({
    ...pushed,
    keys: { ...pushed.keys, 'bar.toggle': 5 },
    hotkeys: { refused: [], arrived: [] },
  }),
}

for (const [panel, change] of Object.entries(panels))
  test(`a ${panel} panel that throws goes alone, and comes back with one press`, async ({ startShift }) => {
    const shift = await startShift()
    const { window, acted } = shift
    await dialOut(shift)
    await window.evaluate(`window.bar.dispatch('panel.open', '${panel}')`)
    const section = window.locator('section.panel')
    await expect(section).toBeVisible()
    await pushUntil(shift, change, brokenPart(section))
    await expect.poll(() => logOf(shift)).toContain(`bar, panel ${panel}`)

    await button(window, 'Hold').click()
    await expect(window.getByRole('status', { name: 'Call' })).toContainText('On hold')
    await section.getByRole('button', { name: 'Try again' }).click()
    await expect(brokenPart(section)).toHaveCount(0)
    await expect(section.locator('*').first()).toBeVisible()
    await button(window, 'Hang up').click()
    await expect.poll(acted).toEqual(['login', 'dial', 'hold', 'hangUp'])
  })

const regions: Record<string, Change> = {
  state: (pushed) =>
    inSnapshot({ reported: { ...pushed.snapshot.reported, standing: 'asleep' }, asked: null }, pushed),
  call: (pushed) =>
    inSnapshot({ calls: pushed.snapshot.calls.map((call) => ({ ...call, number: unwritable })) }, pushed),
  'call buttons': (pushed) => may('call.hold', pushed),
  tools: (pushed) => may('panel.open', pushed),
  alerts: (pushed) =>
    inSnapshot(
      { notices: [{ id: 'n', tone: 'failure', sentence: unsayable, at: 0, inferred: false, mend: null }] },
      pushed,
    ),
  session: (pushed) => may('break.toggle', may('break.end', may('break.start', pushed) as Pushed) as Pushed),
  'hang up': (pushed) => may('call.hangUp', pushed),
}

for (const [region, change] of Object.entries(regions))
  test(`the bar’s ${region} that throws leaves the hang-up where it is`, async ({ startShift }) => {
    const shift = await startShift()
    const { window, acted } = shift
    await dialOut(shift)
    if (region === 'hang up') {
      const plain = window.locator('.hangup button:not(.danger)')
      await pushUntil(shift, change, plain)
      await plain.click()
    } else {
      await pushUntil(shift, change, brokenPart(window.locator('.window')))
      await button(window, 'Hang up').click()
    }
    await expect.poll(acted).toEqual(['login', 'dial', 'hangUp'])
    await expect.poll(() => logOf(shift)).toContain(`bar, ${region}`)
    await window.screenshot({ path: `out/e2e/page-fault-${region.replace(' ', '-')}.png` })
  })

test('what is wrong on the disk or twice in a list empties no panel', async ({ startShift, userData }) => {
  mkdirSync(userData, { recursive: true })
  const call = { number: '1133334444', direction: 'outbound', at: Date.now() - 1_000 }
  writeFileSync(
    join(userData, 'history.json'),
    JSON.stringify({ calls: [call, call], breaks: [], transfers: ['2001', '2001'], favourites: [] }),
  )
  const shift = await startShift()
  const { window } = shift
  await dialOut(shift)
  const section = window.locator('section.panel')
  await window.evaluate(`window.bar.dispatch('panel.open', 'history')`)
  await expect(section.getByRole('option', { name: /11 3333-4444/ })).toHaveCount(2)

  await window.evaluate(`window.bar.dispatch('panel.open', 'breaks')`)
  await expect(section.getByRole('option', { name: 'Almoço, 90 min' })).toHaveCount(1)
  const lunches = section.getByRole('option', { name: 'Almoço, 90 min' }).nth(1)
  const doubled: Change = (pushed) =>
    inSnapshot({ breaks: [...pushed.snapshot.breaks, ...pushed.snapshot.breaks] }, pushed)
  await pushUntil(shift, doubled, lunches)
  await expect(brokenPart(window.locator('.window'))).toHaveCount(0)
})

test('what throws where no boundary is goes to the log without its numbers, and breaks nothing', async ({
  startShift,
}) => {
  const shift = await startShift()
  const { window, acted } = shift
  await dialOut(shift)
  await window.evaluate(() => {
    setTimeout(() => {
      throw new Error('a timer with 11988887777')
    })
    void Promise.reject(new Error('nobody waits for 11988886666'))
  })
  await expect.poll(() => logOf(shift)).toMatch(/a timer with \*+7777/)
  await expect.poll(() => logOf(shift)).toMatch(/nobody waits for \*+6666/)
  expect(logOf(shift)).not.toMatch(/1198888/)
  await button(window, 'Hang up').click()
  await expect.poll(acted).toEqual(['login', 'dial', 'hangUp'])
})

test('a section of the settings that throws goes alone', async ({ startShift }) => {
  const shift = await startShift()
  const page = await openSettings(shift)
  const calls = page.getByRole('region', { name: 'Calls and system' })
  await expect(calls).toBeVisible()
  // The list of hotkeys to be tried has one that is no text.
  await button(page, 'Test the hotkeys').click()
  await pushUntil(
    shift,
    (pushed) => ({
      ...pushed,
      keys: { ...pushed.keys, 'bar.toggle': 5 },
      hotkeys: { refused: [], arrived: [] },
    }),
    brokenPart(page.locator('form')),
  )
  await expect(calls).toBeVisible()
  await expect(button(page, 'Save')).toBeEnabled()
  await pushTruth(shift.window)
  await button(page, 'Try again').click()
  await expect(brokenPart(page.locator('form'))).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Global hotkeys' })).toBeVisible()
})

test('a part of the reports that throws goes alone', async ({ startShift }) => {
  const { launched, window } = await startShift()
  await expect(button(window, 'Reports')).toBeEnabled()
  const opened = launched.app.waitForEvent('window')
  await button(window, 'Reports').click()
  const page = await opened
  await expect(button(page, 'Run')).toBeVisible()
  // From now on no figure can be written.
  await page.evaluate(`
    window.figures = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format')
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
      configurable: true,
      get: () => { throw new RangeError('no figures today') },
    })`)
  await button(page, 'Run').click()
  await expect(brokenPart(page.locator('main')).first()).toBeVisible()
  await expect(button(page, 'Run')).toBeEnabled()
  await expect(button(page, 'Print')).toBeEnabled()
  await page.screenshot({ path: 'out/e2e/page-fault-reports.png' })
  await page.evaluate(`Object.defineProperty(Intl.NumberFormat.prototype, 'format', window.figures)`)
  await expect(async () => {
    for (const again of await button(page, 'Try again').all()) await again.click({ timeout: 500 })
    await expect(brokenPart(page.locator('main'))).toHaveCount(0, { timeout: 500 })
  }).toPass()
  await expect(page.getByRole('region', { name: 'Records' })).toBeVisible()
})
