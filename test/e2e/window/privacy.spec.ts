import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keptFiles } from '../../../src/main/core/persistence/kept-files'
import { plainText } from '../../../src/shared/phone/plain-text'
import { button, dialNumber, expect, openSettings, test, type Shift } from '../bar'

/*
 * A customer asks for their data to be erased: every file of the user-data directory is searched for their number.
 */

const CUSTOMER = '11987654321'
const OTHER = '1133334444'
const asDialled = ['+55 11 98765-4321', '011987654321', CUSTOMER]

/** Every file below the folder, and what it holds. */
function filesIn(folder: string): readonly { readonly path: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }))
}

/** The files that say the customer's number, in any encoding of text and with anything between its digits. */
const namers = (folder: string): string[] =>
  filesIn(folder)
    .filter(({ bytes }) =>
      ['utf8', 'utf16le', 'latin1'].some((encoding) =>
        plainText(bytes.toString(encoding as BufferEncoding))
          .replace(/[\W_]+/g, '')
          .includes('987654321'),
      ),
    )
    .map(({ path }) => path.slice(folder.length + 1))

async function dial({ window }: Shift, number: string): Promise<void> {
  await dialNumber(window, number)
  await expect(button(window, 'Hold')).toBeEnabled()
}

async function dialled(shift: Shift, number: string): Promise<void> {
  await dial(shift, number)
  await button(shift.window, 'Hang up').click()
  await expect(shift.window.getByRole('textbox', { name: 'Number' })).toBeVisible()
}

test('data.erase leaves a number in no file, however it was dialled and whoever it was dialled for', async ({
  startShift,
  launchBar,
  cli,
  userData,
}) => {
  const shift = await startShift()
  await button(shift.window, 'Log in').click()
  for (const number of asDialled) await dialled(shift, number)
  await dialled(shift, OTHER)
  // An answer that is lost is told until the agent has read it, and outlives the bar.
  await shift.pabx.do('fault', { endpoint: 'dial', fault: 'resetAfter', times: 1 })
  await dialNumber(shift.window, CUSTOMER)
  await expect(shift.window.getByRole('alert')).toContainText(CUSTOMER)
  await expect.poll(() => namers(userData).sort()).toEqual(['history.json', 'state.json'])
  await shift.launched.kill()
  writeFileSync(
    join(userData, 'logs', 'main.old.log'),
    '[2026-03-02 12:34:56.789] [info]  dialled *******4321\n[2026-03-02 12:34:57.000] [info]  *******4444\n',
  )

  const again = await launchBar()
  await expect(again.window.getByRole('alert')).toContainText(CUSTOMER)
  const erased = await cli(['--run', 'data.erase', '+55 (11) 98765-4321'])
  expect(erased).toMatchObject({ code: 0 })
  expect(erased.stdout).toMatch(
    /^Removed – history: 4; transfers: 0; favourites: 0; saved reports: 0; calls kept: 1; commands: 1; messages: 1; proposed number: 0; places in the logs: 1\.\n$/,
  )
  expect(namers(userData)).toEqual([])
  await expect(again.window.getByRole('alert')).toBeHidden()
  expect(readFileSync(join(userData, 'logs', 'main.old.log'), 'utf8')).toBe(
    '[2026-03-02 12:34:56.789] [info]  dialled ***********\n[2026-03-02 12:34:57.000] [info]  *******4444\n',
  )
  expect(readFileSync(join(userData, 'history.json'), 'utf8')).toContain(OTHER)
  const once = await cli(['--run', 'data.erase', CUSTOMER])
  expect(once).toMatchObject({ code: 0 })
  expect(once.stdout).toContain('Nothing of that number was found')
  await again.close()
  expect(namers(userData)).toEqual([])
  expect(await cli(['--run', 'data.erase', CUSTOMER])).toMatchObject({ code: 1 })
})

test('the settings window erases a number after it has said what goes, and leaves a call in progress', async ({
  startShift,
  cli,
  userData,
}) => {
  const shift = await startShift()
  await button(shift.window, 'Log in').click()
  await dialled(shift, asDialled[0] ?? '')
  await dial(shift, OTHER)
  const page = await openSettings(shift)
  await page.getByRole('searchbox', { name: 'Search the settings' }).fill('erase')
  const field = page.getByLabel('Number of a customer')
  await field.fill('not a number')
  await button(page, 'Erase a number everywhere').click()
  await button(page, 'Erase').click()
  await expect(page.getByText('“not a number” is not a valid argument')).toBeVisible()

  await field.fill('(11) 98765-4321')
  await field.press('Enter')
  await expect(page.getByRole('alert')).toContainText(
    'This removes (11) 98765-4321, however it is written, from the history',
  )
  await button(page, 'Cancel').click()
  await expect(page.getByRole('alert')).toBeHidden()
  expect(namers(userData)).toContain('history.json')
  await field.press('Enter')
  await button(page, 'Erase').click()
  await expect(page.getByText('Removed – history: 1; transfers: 0;')).toBeVisible()
  await expect(field).toHaveValue('')
  await expect.poll(() => namers(userData)).toEqual([])

  await field.fill(OTHER)
  await field.press('Enter')
  await button(page, 'Erase').click()
  await expect(page.getByText('Not removed, because in use: the call or command in progress.')).toBeVisible()
  await expect(button(shift.window, 'Hang up')).toBeEnabled()
  const status = await cli(['--status', '--json'])
  expect(JSON.parse(status.stdout)).toMatchObject({ call: { number: OTHER } })
  // Nothing of it was told in the bar, where everybody at the desk could read the number.
  await expect(shift.window.getByRole('alert')).toBeHidden()
})

test('a history that may be kept for no day leaves the disk when that is saved', async ({
  startShift,
  userData,
}) => {
  const shift = await startShift()
  await button(shift.window, 'Log in').click()
  await dialled(shift, CUSTOMER)
  await expect.poll(() => namers(userData)).toContain('history.json')
  const page = await openSettings(shift)
  await page.getByLabel('Keep the history for (days)').fill('0')
  await button(page, 'Save').click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect.poll(() => namers(userData)).toEqual([])
  // What the documents say of the files is said of all.
  const kept: readonly string[] = Object.values(keptFiles)
  const ours = readdirSync(userData).filter((name) => name.endsWith('.json'))
  expect(ours).toContain(keptFiles.settings)
  expect(ours.filter((name) => !kept.includes(name))).toEqual([])
})

test('a key that was pasted leaves the clipboard once it is saved; anything else stays there', async ({
  startShift,
}) => {
  const shift = await startShift()
  const clipboard = (text?: string) =>
    shift.launched.app.evaluate(async ({ clipboard: board }, wanted) => {
      if (wanted !== null) void board.writeText(wanted)
      return Promise.resolve(board.readText())
    }, text ?? null)
  const page = await openSettings(shift)
  const save = async (): Promise<void> => {
    await page.getByLabel('API key').fill(shift.pabx.key)
    await button(page, 'Save').click()
    await expect(page.getByLabel('API key')).toHaveValue('')
  }
  await clipboard(`api_key:${shift.pabx.key}`)
  await save()
  await expect.poll(() => clipboard()).toBe('')
  await clipboard('the next customer')
  await save()
  expect(await clipboard()).toBe('the next customer')
})
