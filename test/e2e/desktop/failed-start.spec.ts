import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../harness/desktop'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { changedApp } from '../harness/changed-app'
import { runCli, startCli } from '../harness/cli'
import { found } from '../harness/found'
import { pressKeys } from '../harness/keys'
import { linesOfLog } from '../harness/log'
import { runProgram } from '../harness/program'

const broken = `throw new Error('a part is broken, call 11988887777');\n`
const brokenLater = `import { BrowserWindow as Bar } from 'electron'
Bar.getAllWindows()[0].once('closed', () => { throw new Error('another is, too') })\n`

/** A copy of the built app in which the part that starts the bar throws, until it is repaired. */
const damagedApp = (folder: string, damage = broken) => changedApp(folder, (role) => `${role}\n${damage}`)

/** The dialog, focused; resolves when it stands there. The bar's window has the same name, and may have been there before. */
async function dialogOf({ env }: Desktop): Promise<string> {
  const find = ['search', '--onlyvisible', '--name', '^Vocom Bar$']
  const dialog = async (): Promise<string | null> => {
    const { stdout } = await runProgram('xdotool', find, { env })
    for (const window of stdout.split('\n').filter(Boolean)) {
      const type = await runProgram('xprop', ['-id', window, '_NET_WM_WINDOW_TYPE'], { env })
      if (type.stdout.includes('_DIALOG')) return window
    }
    return null
  }
  const window = await found(dialog, { timeout: 20_000 })
  await runProgram('xdotool', ['windowactivate', '--sync', window], { env })
  return window
}

test('a start that throws is told in a dialog, and trying again starts the bar', async ({
  desktop,
  userData,
}) => {
  const { appDir, repair } = damagedApp(userData, brokenLater + broken)
  const start = startCli(desktop, ['--demo'], { userData, appDir })
  const dialog = await dialogOf(desktop)
  // What throws meanwhile is logged: a dialog of Electron's would get the key.
  await expect.poll(() => linesOfLog(join(userData, 'demo'), 'another is, too')).not.toEqual([])
  await runProgram('import', ['-window', dialog, 'out/e2e/failed-start.png'], { env: desktop.env })
  repair()
  await pressKeys(desktop, 'Return')
  expect((await start.ended).code).toBe(1)
  const ask = (...words: string[]) => runCli(desktop, ['--demo', ...words], { userData, appDir })
  await expect.poll(async () => (await ask('--status')).code, { timeout: 20_000 }).toBe(0)
  expect((await ask('--run', 'app.quit')).code).toBe(0)
})

test('a start that throws ends, with its lock, when the agent has read why', async ({
  desktop,
  userData,
}) => {
  const { appDir, repair } = damagedApp(userData)
  const start = startCli(desktop, ['--demo'], { userData, appDir })
  await dialogOf(desktop)
  await pressKeys(desktop, 'Escape')
  const { code, stderr } = await start.ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/a part is broken, call \*+7777/)
  expect(readFileSync(join(userData, 'demo', 'logs', 'main.log'), 'utf8')).toMatch(/\*+7777/)
  repair()
  const told = await runCli(desktop, ['--demo', '--status'], { userData, appDir })
  expect(told.stderr).toMatch(/not running|não está em execução|no está en ejecución/)
})

test('who asks on a command line is answered there, with status 1', async ({ desktop, userData }) => {
  const { appDir } = damagedApp(userData)
  const told = await runCli(desktop, ['--status'], { userData, appDir })
  expect(told).toMatchObject({ code: 1, stdout: '' })
  expect(told.stderr).toMatch(/a part is broken, call \*+7777/)
})
