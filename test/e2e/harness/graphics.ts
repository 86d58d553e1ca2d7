import type { Launched } from './launch'

/** The process that paints the windows, as a process id; 0 while there is none. */
export const graphicsProcess = ({ app }: Launched): Promise<number> =>
  app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0)

/** The next page that is opened while `act` runs is not painted: what paints is stopped as soon as the page is there. */
export async function unpainted(launched: Launched, act: () => Promise<void>): Promise<void> {
  const pid = await graphicsProcess(launched)
  if (pid === 0) throw new Error('no process paints the windows')
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
