import { startDesktop, type Desktop } from '../../../scripts/lib/desktop.mjs'
import { expect, openSettings, settingsFor, test } from '../bar'
import { keyringOf } from '../harness/keyring'
import { openOtherProgram } from '../harness/keys'
import { launch } from '../harness/launch'
import { runProgram } from '../harness/program'

/*
 * The strip of the screen that the bar keeps for itself, as another program's maximised window sees it.
 */

const run = async ({ env }: Desktop, program: string, ...words: readonly string[]): Promise<string> =>
  (await runProgram(program, words, { env })).stdout

/** Another program's window, maximised. */
async function openMaximised(desktop: Desktop) {
  const { window, close } = await openOtherProgram(desktop)
  await run(desktop, 'wmctrl', '-i', '-r', window, '-b', 'add,maximized_vert,maximized_horz')
  return {
    /** The first line of the screen that is the window's with its frame, and the first one below it that is not. */
    lines: async (): Promise<readonly [number, number]> => {
      const told = await run(desktop, 'xwininfo', '-id', window, '-stats')
      const frame = await run(desktop, 'xprop', '-id', window, '_NET_FRAME_EXTENTS')
      const [, , top = 0, bottom = 0] = [...frame.matchAll(/\d+/g)].map(Number)
      const figure = (words: string) => Number(new RegExp(`${words}:\\s+(-?\\d+)`).exec(told)?.[1])
      const y = figure('Absolute upper-left Y')
      return [y - top, y + figure('Height') + bottom]
    },
    close,
  }
}

test('a maximised window ends at the bar, while the bar is shown, at whichever edge it stands', async ({
  startShift,
  desktop,
  cli,
}) => {
  const other = await openMaximised(desktop)
  try {
    const shift = await startShift({ bar: { reserve: true } })
    const set = async (values: Record<string, unknown>): Promise<void> => {
      const page = await settings
      await page.evaluate(`window.bar.dispatch('settings.save', ${JSON.stringify({ values, key: null })})`)
    }
    await expect.poll(other.lines).toEqual([56, 800])
    const barAt = () =>
      shift.launched.app.evaluate(
        ({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()
            .find(({ webContents }) => webContents.getURL().includes('/bar/'))
            ?.getBounds().y,
      )
    expect(await barAt()).toBe(0)

    const toggle = async () => expect(await cli(['--run', 'bar.toggle'])).toMatchObject({ code: 0 })
    await toggle()
    await expect.poll(other.lines).toEqual([0, 800])
    await toggle()
    await expect.poll(other.lines).toEqual([56, 800])

    const settings = openSettings(shift)
    await set({ 'bar.edge': 'bottom' })
    await expect.poll(other.lines).toEqual([0, 744])
    expect(await barAt()).toBe(744)
    await set({ 'bar.textSize': 150 })
    await expect.poll(other.lines).toEqual([0, 632])
    await set({ 'bar.edge': 'free' })
    await expect.poll(other.lines).toEqual([0, 800])
    await set({ 'bar.edge': 'top', 'bar.textSize': 100 })
    await expect.poll(other.lines).toEqual([56, 800])
    await set({ 'bar.reserve': false })
    await expect.poll(other.lines).toEqual([0, 800])
    expect(await barAt()).toBe(0)
  } finally {
    other.close()
  }
})

for (const end of ['quits', 'is killed'] as const)
  test(`a maximised window has the whole screen again when the bar ${end}`, async ({
    startShift,
    desktop,
  }) => {
    const other = await openMaximised(desktop)
    try {
      const { launched } = await startShift({ bar: { reserve: true } })
      await expect.poll(other.lines).toEqual([56, 800])
      if (end === 'quits') await launched.close()
      else await launched.kill()
      await expect.poll(other.lines).toEqual([0, 800])
    } finally {
      other.close()
    }
  })

test('the strip follows a display that becomes smaller and larger', async ({ startPabx, userData }) => {
  const desktop = await startDesktop({ width: 2560, height: 1440 })
  const xrandr = (...words: readonly string[]) => run(desktop, 'xrandr', ...words)
  try {
    const timing = '74.50 1280 1344 1472 1664 720 723 728 748'.split(' ')
    await xrandr('--newmode', '1280x720', ...timing)
    await xrandr('--addmode', 'screen', '1280x720')
    const pabx = await startPabx()
    await keyringOf(desktop).set(pabx.companyId, pabx.key)
    const settings = settingsFor(pabx, { bar: { reserve: true, edge: 'bottom' } })
    const bar = await launch(desktop, { userData, settings })
    const other = await openMaximised(desktop)
    await expect.poll(other.lines).toEqual([0, 1384])
    await xrandr('--output', 'screen', '--mode', '1280x720')
    await expect.poll(other.lines).toEqual([0, 664])
    await xrandr('--output', 'screen', '--mode', '2560x1440')
    await expect.poll(other.lines).toEqual([0, 1384])
    other.close()
    await bar.close()
  } finally {
    await desktop.stop()
  }
})
