import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, inACall, test, type Shift } from '../bar'
import { crashPage } from '../harness/crash-page'
import { found } from '../harness/found'
import { graphicsProcess } from '../harness/graphics'
import { pressKeys } from '../harness/keys'
import { linesOfLog } from '../harness/log'

/*
 * What fails around a call: a page, the GPU's process, the disk. The hotkeys never stop.
 */

const HANG_UP = 'ctrl+shift+F11'

/** What the bar shows of the call, asked of main: the debugger's own view of a page dies with it. */
const callShown = ({ launched }: Shift): Promise<string> =>
  launched.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return ''
    const text = `document.querySelector('[aria-label="Call"]')?.textContent ?? ''`
    // A page that hangs or is replaced meanwhile never answers.
    const patience = new Promise<string>((resolve) => setTimeout(resolve, 500, ''))
    return Promise.race([contents.executeJavaScript(text) as Promise<string>, patience])
  })

test('a renderer that dies comes back with the same state, and the hotkeys never stop', async ({
  startShift,
  desktop,
}) => {
  const shift = await startShift()
  await inACall(shift.window)
  await crashPage(shift.launched.app, 'bar')
  await expect.poll(() => callShown(shift)).toContain('1199999999')
  await pressKeys(desktop, HANG_UP)
  await expect.poll(shift.acted).toEqual(['login', 'dial', 'hangUp'])
})

test('a disk that takes nothing is told, and calls go on', async ({ startShift, userData, desktop }) => {
  // Where the bar would write there is a folder with something in it.
  mkdirSync(join(userData, 'state.json.new', 'in-the-way'), { recursive: true })
  const { window, acted } = await startShift()
  await inACall(window)
  await expect(window.getByRole('alert').first()).toContainText('Nothing could be written to disk')
  await pressKeys(desktop, HANG_UP)
  await expect.poll(acted).toEqual(['login', 'dial', 'hangUp'])
  // One line for the whole outage, however often the disk was tried.
  expect(linesOfLog(userData, 'memory not kept')).toHaveLength(1)
})

test('a page that hangs is replaced, with the same state, and the hotkeys never stop', async ({
  startShift,
  desktop,
}) => {
  const shift = await startShift()
  await inACall(shift.window)
  await shift.launched.app.evaluate(({ BrowserWindow }) => {
    void BrowserWindow.getAllWindows()[0]
      ?.webContents.executeJavaScript('for (;;);')
      .catch(() => undefined)
  })
  await expect.poll(() => callShown(shift)).toBe('')
  // Where the page shares the processor, it takes longer to tell that it hangs.
  await expect.poll(() => callShown(shift), { timeout: 20_000 }).toContain('1199999999')
  await pressKeys(desktop, HANG_UP)
  await expect.poll(shift.acted).toEqual(['login', 'dial', 'hangUp'])
})

test('a page that gets no processor for a while is not replaced, and keeps what was typed', async ({
  startShift,
  userData,
}) => {
  const { window, launched } = await startShift()
  const number = window.getByRole('textbox', { name: 'Number' })
  await number.fill('1199999999')
  const pid = await launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  )
  if (pid === undefined) throw new Error('the bar has no page')
  process.kill(pid, 'SIGSTOP')
  // A page that hangs would be replaced sooner.
  await pause(4_500)
  process.kill(pid, 'SIGCONT')
  await expect(number).toHaveValue('1199999999')
  expect(linesOfLog(userData, 'hangs')).toEqual([])
})

test('a GPU process that dies three times takes nothing with it', async ({ startShift, desktop }) => {
  const shift = await startShift()
  await inACall(shift.window)
  const gpu = () => graphicsProcess(shift.launched)
  for (let time = 0; time < 3; time++) {
    const pid = await found(gpu)
    process.kill(pid, 'SIGKILL')
    await expect.poll(gpu).not.toBe(pid)
  }
  await expect.poll(() => callShown(shift)).toContain('1199999999')
  await pressKeys(desktop, HANG_UP)
  await expect.poll(shift.acted).toEqual(['login', 'dial', 'hangUp'])
})
