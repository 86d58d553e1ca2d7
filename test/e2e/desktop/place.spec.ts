import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startDesktop, type Desktop } from '../../../scripts/lib/desktop.mjs'
import { violations } from '../axe'
import {
  button,
  dialNumber,
  expect,
  inACall,
  logIn,
  openSettings,
  settingsFor,
  test,
  type Shift,
} from '../bar'
import { found } from '../harness/found'
import { keyringOf } from '../harness/keyring'
import { launch, type Launched } from '../harness/launch'
import { runProgram } from '../harness/program'

/*
 * Where the bar stands: at its edge, on displays that come and go, out of the way, large.
 */

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The bar as the window manager sees it. */
async function barOn({ env }: Desktop) {
  const run = async (program: string, ...words: readonly string[]) =>
    (await runProgram(program, words, { env })).stdout
  const last = async () =>
    (await run('xdotool', 'search', '--name', '^Vocom Bar$')).split('\n').filter(Boolean).at(-1) ?? null
  const id = await found(last)
  return {
    id,
    bounds: async (): Promise<Bounds> => {
      const told = await run('xdotool', 'getwindowgeometry', '--shell', id)
      const figure = (name: string) => Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(told)?.[1])
      return { x: figure('X'), y: figure('Y'), width: figure('WIDTH'), height: figure('HEIGHT') }
    },
    isOnTop: async () => (await run('xprop', '-id', id, '_NET_WM_STATE')).includes('_ABOVE'),
  }
}

const point = (desktop: Desktop, x: number, y: number) =>
  runProgram('xdotool', ['mousemove', String(x), String(y)], { env: desktop.env })

const xrandr = async (desktop: Desktop, ...words: readonly string[]): Promise<void> => {
  const { code, stderr } = await runProgram('xrandr', words, { env: desktop.env })
  expect(code, stderr).toBe(0)
}

/** A screen that shrinks and grows, as when a large display is unplugged from a laptop. */
const small = '1280x720'
const timing = '74.50 1280 1344 1472 1664 720 723 728 748'.split(' ')

test('a screen that shrinks leaves the bar on it and on top; the place on the large one comes back with it', async ({
  startPabx,
  userData,
}) => {
  const desktop = await startDesktop({ width: 2560, height: 1440 })
  try {
    await xrandr(desktop, '--newmode', small, ...timing)
    await xrandr(desktop, '--addmode', 'screen', small)
    const pabx = await startPabx()
    await keyringOf(desktop).set(pabx.companyId, pabx.key)
    const settings = settingsFor(pabx, { bar: { edge: 'free' } })
    const bar = await launch(desktop, { userData, settings })
    const window = await barOn(desktop)
    const x = async () => (await window.bounds()).x
    const remembered = () => {
      const file = join(userData, 'window.json')
      return existsSync(file) ? readFileSync(file, 'utf8') : ''
    }
    await runProgram('xdotool', ['windowmove', window.id, '1450', '300'], { env: desktop.env })
    // It is remembered once it has come to rest.
    await expect.poll(remembered).toContain('"x":1450')

    await xrandr(desktop, '--output', 'screen', '--mode', small)
    await expect.poll(x).toBeLessThanOrEqual(280)
    expect(await window.bounds()).toMatchObject({ width: 1000, height: 56 })
    expect(await window.isOnTop()).toBe(true)
    await expect(button(bar.window, 'Log in')).toBeEnabled()

    await xrandr(desktop, '--output', 'screen', '--mode', '2560x1440')
    await expect.poll(x).toBe(1450)
    await bar.close()
  } finally {
    await desktop.stop()
  }
})

test('the bar hides to a strip while nobody is near it, and never in a call', async ({
  startShift,
  desktop,
}) => {
  const { window } = await startShift({ bar: { autoHide: true } })
  const bar = await barOn(desktop)
  const height = async () => (await bar.bounds()).height
  await point(desktop, 640, 600)
  await expect.poll(height).toBe(4)
  await point(desktop, 640, 2)
  await expect.poll(height).toBe(56)
  await inACall(window)
  await point(desktop, 640, 600)
  // Longer than it takes to hide: the pointer is looked for all the while.
  const seen: unknown[] = []
  await expect
    .poll(async () => seen.push(await height()), { intervals: [250], timeout: 15_000 })
    .toBeGreaterThan(10)
  expect(new Set(seen)).toEqual(new Set([56]))
  await button(window, 'Hang up').click()
  await point(desktop, 640, 601)
  await expect.poll(height).toBe(4)
})

test('at the bottom edge panels open upwards, and the bar does not move', async ({ startShift, desktop }) => {
  const { window } = await startShift({ bar: { edge: 'bottom' } })
  const bar = await barOn(desktop)
  const foot = async () => {
    const { y, height } = await bar.bounds()
    return y + height
  }
  await expect.poll(foot).toBe(800)
  await button(window, 'Team').click()
  await expect.poll(async () => (await bar.bounds()).height).toBeGreaterThan(300)
  expect(await foot()).toBe(800)
  await expect(window.getByRole('main')).toBeInViewport({ ratio: 1 })
})

const isWhole = ({ window }: Shift): Promise<boolean> =>
  window.evaluate('document.documentElement.scrollWidth <= window.innerWidth')

test('text twice as large: in two rows, every control whole, without a fault for who needs it so', async ({
  startShift,
  desktop,
}) => {
  const shift = await startShift({ bar: { textSize: 200 } })
  const { window } = shift
  const bar = await barOn(desktop)
  await expect.poll(async () => (await bar.bounds()).width).toBe(1_280)
  expect(await bar.bounds()).toMatchObject({ height: 224 })
  expect(await window.evaluate('window.innerWidth')).toBe(640)
  await logIn(window)
  await expect.poll(() => isWhole(shift)).toBe(true)
  for (const name of ['Break', 'Log out', 'Dial', 'Hang up', 'Team', 'Reports', 'Settings'])
    await expect(button(window, name)).toBeInViewport({ ratio: 1 })
  expect(await violations(window)).toEqual([])
  await dialNumber(window, '+5511999998888')
  for (const name of ['Hold', 'Transfer', 'Hang up'])
    await expect(button(window, name)).toBeInViewport({ ratio: 1 })
  await expect.poll(() => isWhole(shift)).toBe(true)
  await window.keyboard.press('F1')
  // A panel is never higher than the screen.
  await expect.poll(async () => (await bar.bounds()).height).toBe(800)
})

test('every window has the text size of the settings, and none that is enlarged changes the bar', async ({
  startShift,
}) => {
  const shift = await startShift({ bar: { textSize: 125 } })
  const zooms = () =>
    shift.launched.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getZoomFactor()),
    )
  await openSettings(shift)
  expect(await zooms()).toEqual([1.25, 1.25])
  await shift.launched.app.evaluate(({ BrowserWindow }) => {
    const settings = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('settings'),
    )
    settings?.webContents.setZoomFactor(2)
  })
  expect((await zooms()).sort()).toEqual([1.25, 2])
})

/** Chromium sees one display in a virtual X server, however it is cut: it is told of these instead. */
const tellDisplays = ({ app }: Launched, areas: readonly Bounds[]): Promise<void> =>
  app.evaluate(({ screen }, told) => {
    const displays = told.map((area, id) => ({
      ...screen.getPrimaryDisplay(),
      id,
      bounds: area,
      workArea: area,
    }))
    const shared = (one: Bounds, other: Bounds): number =>
      Math.max(0, Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x))
    const [first] = displays
    if (first === undefined) return
    screen.getPrimaryDisplay = () => first
    screen.getAllDisplays = () => displays
    screen.getDisplayMatching = (of) =>
      [...displays].sort((a, b) => shared(b.bounds, of) - shared(a.bounds, of))[0] ?? first
    screen.emit('display-metrics-changed', {}, first, ['bounds'])
  }, areas)

test('on a second display that is narrower than itself the bar stands whole, in two rows, and comes back when that display goes', async ({
  startPabx,
  userData,
}) => {
  const desktop = await startDesktop({ width: 2048, height: 1080 })
  try {
    const [wide, narrow] = [
      { x: 0, y: 0, width: 1280, height: 1080 },
      { x: 1280, y: 0, width: 768, height: 1080 },
    ] as const
    const pabx = await startPabx()
    await keyringOf(desktop).set(pabx.companyId, pabx.key)
    const bar = await launch(desktop, { userData, settings: settingsFor(pabx, { bar: { edge: 'free' } }) })
    const window = await barOn(desktop)
    await tellDisplays(bar, [wide, narrow])
    await expect.poll(window.bounds).toMatchObject({ x: 140, width: 1000, height: 56 })
    await runProgram('xdotool', ['windowmove', window.id, '1400', '300'], { env: desktop.env })
    await expect.poll(window.bounds).toEqual({ x: 1280, y: 300, width: 768, height: 112 })
    for (const name of ['Log in', 'Dial', 'Hang up', 'Team', 'Reports', 'Settings'])
      await expect(button(bar.window, name)).toBeInViewport({ ratio: 1 })
    await tellDisplays(bar, [wide])
    await expect.poll(window.bounds).toMatchObject({ x: 140, width: 1000, height: 56 })
    await bar.close()
  } finally {
    await desktop.stop()
  }
})

test('text twice as large on a large display is as large as the small one beside it allows', async ({
  startPabx,
  userData,
}) => {
  const desktop = await startDesktop({ width: 3300, height: 1080 })
  try {
    const pabx = await startPabx()
    await keyringOf(desktop).set(pabx.companyId, pabx.key)
    const settings = settingsFor(pabx, { bar: { edge: 'free', textSize: 200 } })
    const bar = await launch(desktop, { userData, settings })
    const window = await barOn(desktop)
    await tellDisplays(bar, [
      { x: 0, y: 0, width: 2020, height: 1080 },
      { x: 2020, y: 0, width: 1280, height: 1080 },
    ])
    // In its place on the new display: it has that size on the old one, too.
    await expect.poll(window.bounds).toMatchObject({ x: 10, width: 2000, height: 112 })
    await runProgram('xdotool', ['windowmove', window.id, '2400', '300'], { env: desktop.env })
    await expect.poll(window.bounds).toMatchObject({ x: 2020, width: 1280, height: 224 })
    expect(await bar.window.evaluate('window.innerWidth')).toBe(640)
    await bar.close()
  } finally {
    await desktop.stop()
  }
})

test('a bar that is being dragged makes room for a panel where it is dragged to', async ({
  startShift,
  desktop,
}) => {
  const { launched } = await startShift({ bar: { edge: 'free' } })
  const bar = await barOn(desktop)
  // The panel is asked for as soon as the bar has moved, before it has come to rest.
  await launched.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.getTitle() === 'Vocom Bar')
    window?.once('move', () => {
      void window.webContents.executeJavaScript(`document.querySelector('[aria-label="Team"]').click()`)
    })
  })
  const { x, height } = await bar.bounds()
  await runProgram('xdotool', ['windowmove', bar.id, String(x + 40), '300'], { env: desktop.env })
  await expect.poll(async () => (await bar.bounds()).height).toBeGreaterThan(height)
  expect(await bar.bounds()).toMatchObject({ x: x + 40, y: 300 })
})

for (const edge of ['top', 'bottom'] as const)
  test(`a window opens beside the bar at the ${edge} and its message, and covers neither`, async ({
    startShift,
  }) => {
    const shift = await startShift({ bar: { edge } })
    const { window, launched, pabx } = shift
    await logIn(window)
    await pabx.do('fault', { endpoint: 'dial', fault: 'executeFailed', times: 1 })
    await dialNumber(window, '1133334444')
    await expect(window.getByRole('alert')).toBeVisible()
    await openSettings(shift)
    const stand = (): Promise<readonly Bounds[]> =>
      launched.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().flatMap((one) => (one.isVisible() ? [one.getBounds()] : [])),
      )
    await expect.poll(async () => (await stand()).length).toBe(2)
    const [upper, lower] = [...(await stand())].sort((one, other) => one.y - other.y)
    expect((upper?.y ?? 0) + (upper?.height ?? 0)).toBeLessThanOrEqual(lower?.y ?? 0)
  })
