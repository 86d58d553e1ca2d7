import { expect, test, type Shift } from '../bar'
import { hostTray } from '../harness/tray'

/*
 * The tray as desktops have it: a panel that starts after the bar, that ends and comes back, or that is not there.
 */

const isVisible = ({ launched }: Shift): Promise<boolean | undefined> =>
  launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())

test('a panel that starts after the bar shows its icon, and one that starts again shows it again', async ({
  startShift,
  desktop,
}) => {
  const { acted } = await startShift()
  const first = await hostTray(desktop)
  expect((await first.face()).tooltip).toContain('DEV')
  await first.close()
  const second = await hostTray(desktop)
  try {
    expect((await second.face()).tooltip).toContain('DEV')
    await expect(() => second.click('Log in')).toPass({ timeout: 10_000 })
    await expect.poll(acted).toEqual(['login'])
  } finally {
    await second.close()
  }
})

test('a bar that starts put away shows itself where no panel has its icon', async ({ startShift }) => {
  const shift = await startShift({}, { args: ['--hidden'] })
  expect(await isVisible(shift)).toBe(false)
  await expect.poll(() => isVisible(shift), { timeout: 20_000 }).toBe(true)
})

test('a bar that starts put away stays so where a panel has its icon, until the panel ends', async ({
  startShift,
  desktop,
}) => {
  const panel = await hostTray(desktop)
  const shift = await startShift({}, { args: ['--hidden'] })
  await panel.face()
  // Longer than the bar waits for a panel.
  const seen: unknown[] = []
  await expect
    .poll(async () => seen.push(await isVisible(shift)), { intervals: [500], timeout: 20_000 })
    .toBeGreaterThan(24)
  expect(new Set(seen)).toEqual(new Set([false]))
  await panel.close()
  await expect.poll(() => isVisible(shift), { timeout: 20_000 }).toBe(true)
})
