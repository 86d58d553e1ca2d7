import type { ElectronApplication } from '@playwright/test'

/** Ends the page of that window (`bar`, `settings`) as a crash would; resolves when main has noticed. */
export const crashPage = (app: ElectronApplication, name: string): Promise<void> =>
  app.evaluate(async ({ BrowserWindow }, page) => {
    const contents = BrowserWindow.getAllWindows()
      .map(({ webContents }) => webContents)
      .find((other) => other.getURL().includes(`//${page}/${page}/`))
    if (contents === undefined) throw new Error(`there is no window ${page}`)
    await new Promise<void>((resolve) => {
      contents.once('render-process-gone', () => resolve())
      contents.forcefullyCrashRenderer()
    })
  }, name)
