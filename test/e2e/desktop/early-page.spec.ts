import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { button, expect, test } from '../bar'
import { changedApp } from '../harness/changed-app'
import { crashPage } from '../harness/crash-page'
import type { Launched } from '../harness/launch'

/*
 * The bar's page, before the program behind it is there: here that program waits until it is let go.
 */

const held = (role: string): string => `${role}\nawait new Promise((letGo) => { globalThis.letGo = letGo })\n`

/** Once the program has been read as far as that. */
async function letGo({ app }: Launched): Promise<void> {
  const isLetGo = () =>
    app.evaluate(() => {
      const { letGo: go } = globalThis as { letGo?: () => void }
      go?.()
      return go !== undefined
    })
  await expect.poll(isLetGo).toBe(true)
}

test('the bar names its agent, as the company has it, and offers nothing before its program is there, and stays when it is closed', async ({
  startShift,
  userData,
}) => {
  const { appDir } = changedApp(userData, held)
  const policy = join(userData, 'policy.json')
  writeFileSync(policy, '{"agent.branch":"2001"}')
  const { launched, window } = await startShift(
    {},
    { appDir, env: { VOCOM_BAR_POLICY: policy }, ready: (page) => page.getByText('DEV') },
  )
  await expect(window.getByText('Ext. 2001')).toBeVisible()
  await expect(window.getByRole('button')).toHaveCount(0)
  await expect(window.getByRole('textbox')).toHaveCount(0)
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await letGo(launched)
  await expect(button(window, 'Log in')).toBeEnabled()
  expect(launched.output()).not.toContain('message refused')
})

test('a page that dies before its program is there is replaced', async ({ startShift, userData }) => {
  const { appDir } = changedApp(userData, held)
  const { launched } = await startShift({}, { appDir, ready: (page) => page.getByText('DEV') })
  await crashPage(launched.app, 'bar')
  await letGo(launched)
  // Asked of main: the debugger's own view of a page dies with it.
  const offers = () =>
    launched.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return ''
      return contents.executeJavaScript('document.body.innerText') as Promise<string>
    })
  await expect.poll(offers).toContain('Log in')
})
