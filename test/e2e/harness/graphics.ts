import { found } from './found'
import type { Launched } from './launch'

/** The process that paints the windows, as a process id; null while there is none. */
export const graphicsProcess = ({ app }: Launched): Promise<number | null> =>
  app.evaluate(
    ({ app: electron }) => electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null,
  )

/** The next page that is opened while `act` runs is not painted: what paints is stopped as soon as the page is there. */
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
