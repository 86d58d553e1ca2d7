import { button, expect, test, type Shift } from '../bar'

/** The system's question is answered so, and counted. */
const answer = ({ launched }: Shift, response: number) =>
  launched.app.evaluate(({ dialog }, chosen) => {
    const counted = globalThis as { asked?: string[] }
    counted.asked ??= []
    dialog.showMessageBox = (...args: unknown[]) => {
      counted.asked?.push((args.at(-1) as { message: string }).message)
      return Promise.resolve({ response: chosen, checkboxChecked: false })
    }
  }, response)

const asked = ({ launched }: Shift) =>
  launched.app.evaluate(() => (globalThis as { asked?: string[] }).asked ?? [])

test('a window whose report is running asks before it is closed, and so does quitting', async ({
  startShift,
}) => {
  const shift = await startShift()
  await shift.pabx.do('records', { from: '2020-09-01', to: '2020-09-30', dialer: 12_345 })
  await shift.pabx.do('delay', { endpoint: 'listDialer', ms: 1_000 })
  await expect(button(shift.window, 'Reports')).toBeEnabled()
  const opened = shift.launched.app.waitForEvent('window')
  await button(shift.window, 'Reports').click()
  const page = await opened
  await page.getByLabel('From').fill('2020-09-01')
  await page.getByLabel('To', { exact: true }).fill('2020-09-30')
  await button(page, 'Run').click()
  await expect(button(page, 'Cancel')).toBeVisible()

  await answer(shift, 1)
  await shift.window.evaluate(`window.bar.dispatch('app.quit')`)
  await expect.poll(() => asked(shift)).toEqual(['A report is running. Quit and lose it?'])
  const close = () =>
    shift.launched.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('reports'))
        ?.close()
    })
  await close()
  await expect.poll(async () => (await asked(shift)).at(-1)).toContain('not complete')
  expect(page.isClosed()).toBe(false)
  await answer(shift, 0)
  await close()
  await expect.poll(() => page.isClosed()).toBe(true)
})
