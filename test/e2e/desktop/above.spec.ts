import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { expect, openSettings, test } from '../bar'
import { runProgram } from '../harness/program'

/*
 * Above other windows, on every workspace.
 */

const run = async ({ env }: Desktop, program: string, ...words: readonly string[]): Promise<string> =>
  (await runProgram(program, words, { env })).stdout.trim()

/** The workspaces and the state of the bar, as the window manager keeps them. */
async function standing(desktop: Desktop): Promise<string> {
  const [id = ''] = (await run(desktop, 'xdotool', 'search', '--name', '^Vocom Bar$')).split('\n').slice(-1)
  return run(desktop, 'xprop', '-id', id, '_NET_WM_DESKTOP', '_NET_WM_STATE')
}
const EVERY_WORKSPACE = '_NET_WM_DESKTOP(CARDINAL) = 4294967295'

test('the bar is on every workspace, also after it gave the focus back or was put away', async ({
  startShift,
  desktop,
  cli,
}) => {
  const shift = await startShift()
  await expect.poll(() => standing(desktop)).toContain(EVERY_WORKSPACE)
  expect(await standing(desktop)).toContain('_NET_WM_STATE_ABOVE')
  const toggle = async () => expect(await cli(['--run', 'bar.toggle'])).toMatchObject({ code: 0 })
  await toggle()
  await toggle()
  await expect.poll(() => standing(desktop)).toContain(EVERY_WORKSPACE)
  await run(desktop, 'xdotool', 'set_desktop', '1')
  await expect.poll(() => standing(desktop)).toContain('_NET_WM_STATE_ABOVE')
  await run(desktop, 'xdotool', 'set_desktop', '0')
  const settings = await openSettings(shift)
  await settings.evaluate(
    `window.bar.dispatch('settings.save', { values: { 'bar.alwaysOnTop': false }, key: null })`,
  )
  await expect.poll(() => standing(desktop)).toContain('_NET_WM_DESKTOP(CARDINAL) = 0')
})
