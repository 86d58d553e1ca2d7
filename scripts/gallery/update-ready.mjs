import { settled } from './looks.mjs'

/**
 * Tells the bar's page that an update is ready, on the way from main: a signed release would need a server of its own.
 * Main, which knows of none, makes no room for the strip, so that the window is made as high as the page needs.
 */
export async function sayUpdateIsReady({ app, bar }) {
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/bar/'),
    )
    const { webContents } = window
    if (webContents.saysUpdate === true) return
    webContents.saysUpdate = true
    const send = webContents.send.bind(webContents)
    const values = { version: '2.0.0' }
    const ready = {
      id: 'update',
      tone: 'news',
      sentence: { key: 'update_ready', values },
      at: 0,
      inferred: false,
      mend: { command: 'update.install' },
    }
    webContents.send = (channel, pushed) =>
      send(channel, {
        ...pushed,
        may: { ...pushed.may, 'update.install': true },
        snapshot: {
          ...pushed.snapshot,
          update: { phase: 'ready', ...values },
          notices: [...pushed.snapshot.notices, ready],
        },
      })
  })
  await bar.getByText('2.0.0').first().waitFor({ state: 'attached' })
  await settled(bar)
  const height = await bar.evaluate(() => {
    const parts = [...document.querySelector('.window').children]
    const needed = parts.reduce((sum, part) => sum + Math.max(part.scrollHeight, part.offsetHeight), 0)
    return needed * window.devicePixelRatio
  })
  await app.evaluate(({ BrowserWindow }, needed) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/bar/'),
    )
    window.setBounds({ ...window.getBounds(), height: Math.ceil(needed) })
  }, height)
}
