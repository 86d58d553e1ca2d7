import { found } from './found'
import type { Launched } from './launch'

/** The id of the graphics process, which paints the windows; null while there is none. */
export const graphicsProcess = ({ app }: Launched): Promise<number | null> =>
  app.evaluate(
    ({ app: electron }) => electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null,
  )

/** Runs `act`, and stops the graphics process as soon as `act` has opened a page, so that the page is not painted. */
export async function unpainted(launched: Launched, act: () => Promise<void>): Promise<void> {
  const pid = await found(() => graphicsProcess(launched))
  await launched.app.evaluate(({ app }, stopped) => {
    app.once('web-contents-created', (_event, contents) => {
      contents.once('did-navigate', () => process.kill(stopped, 'SIGSTOP'))
    })
  }, pid)
  try {
    await act()
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}
