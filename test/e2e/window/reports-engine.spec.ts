import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { violations } from '../axe'
import { button, expect, test, type Shift } from '../bar'
import { openReports, run, september } from '../reports'

/*
 * The process that stores a report's rows, and what it leaves on the disk.
 */

/** The processes that store rows. */
const engines = ({ launched }: Shift): Promise<readonly number[]> =>
  launched.app.evaluate(({ app }) =>
    app.getAppMetrics().flatMap(({ name, pid }) => (name === 'Vocom Bar reports' ? [pid] : [])),
  )

/** Whatever lies in the folder of the reports. */
const rowsOnDisk = ({ launched }: Shift): Promise<readonly string[]> => {
  const folder = join(launched.userData, 'report')
  return Promise.resolve(existsSync(folder) ? readdirSync(folder) : [])
}

test('a report waits for a PABX that is gone, goes on where it stood, and ends with its window', async ({
  startShift,
}) => {
  const shift = await startShift()
  await shift.pabx.do('records', { ...september, dialer: 9_000 })
  const page = await openReports(shift)
  await shift.pabx.do('fault', { endpoint: 'listDialer', fault: 'paramsFailed', times: 1 })
  await run(page)
  await expect(page.getByText(/^Stopped:/)).toBeVisible({ timeout: 20_000 })
  await expect(button(page, 'Export CSV')).toHaveAccessibleDescription(/^Stopped:/)
  await button(page, 'Go on').click()
  await expect(page.getByText('Complete: 9,000 records.')).toBeVisible({ timeout: 20_000 })
  await page.close()
  await expect.poll(() => engines(shift)).toEqual([])
  await expect.poll(() => rowsOnDisk(shift)).toEqual([])
})

test('a report whose engine is killed says that its records are lost, and can be run again', async ({
  startShift,
}) => {
  const shift = await startShift({ bar: { theme: 'dark' } })
  await shift.pabx.do('records', { ...september, dialer: 500 })
  const page = await openReports(shift)
  await run(page)
  await expect(page.locator('tbody tr[aria-rowindex="1"]')).toBeVisible({ timeout: 20_000 })
  for (const pid of await engines(shift)) process.kill(pid, 'SIGKILL')
  await expect(page.getByRole('status', { name: 'Report' })).toHaveText(/^The records are lost:/)
  await expect(page.locator('tbody tr[aria-rowindex="1"]')).toBeHidden()
  await expect(button(page, 'Export CSV')).toBeHidden()
  expect(await violations(page)).toEqual([])
  await run(page)
  await expect(page.getByText('Complete: 500 records.')).toBeVisible({ timeout: 20_000 })
  await expect(page.locator('tbody tr[aria-rowindex="1"]')).toBeVisible()
})

test('the rows of a report are off the disk when the bar quits, and after a kill when it starts again', async ({
  startShift,
  launchBar,
  desktop,
}) => {
  const shift = await startShift()
  await shift.pabx.do('records', { ...september, dialer: 5_000 })
  const { userData, kill } = shift.launched
  const ran = async (one: Shift): Promise<void> => {
    const page = await openReports(one)
    await run(page)
    await expect(page.getByText('Complete: 5,000 records.')).toBeVisible({ timeout: 20_000 })
    expect(await rowsOnDisk(one)).toHaveLength(1)
  }
  await ran(shift)
  // As an export that was under way leaves it.
  const part = join(desktop.folder, 'march.csv.0123456789ab.part')
  writeFileSync(part, 'half of it')
  const [engine = ''] = await rowsOnDisk(shift)
  writeFileSync(join(userData, 'report', engine, 'exporting'), part)
  await kill()
  expect(await rowsOnDisk(shift)).toHaveLength(1)
  const launched = await launchBar({ settings: shift.settings, userData })
  const again = { ...shift, launched, window: launched.window }
  // No report is asked for: the start itself takes them away.
  await expect.poll(() => rowsOnDisk(again)).toEqual([])
  await expect.poll(() => existsSync(part)).toBe(false)
  await ran(again)
  await launched.close()
  expect(await rowsOnDisk(again)).toEqual([])
})
