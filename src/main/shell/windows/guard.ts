import { app, session } from 'electron'
import { developmentUrl } from './protocol'

/** No page of the bar may navigate, open windows, embed others or ask for permissions, and nothing else is loaded. */
export function guardContents(): void {
  // By default Chromium downloads a dictionary for the agent's language from a Google server for each session.
  app.on('session-created', (created) => {
    created.setSpellCheckerEnabled(false)
    created.setSpellCheckerLanguages([])
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    // Neither a page's policy nor a request filter applies to WebRTC. This makes it use the proxy, which leads nowhere.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}

/** An address at which nothing listens: port 9 of this computer. */
const NOWHERE = 'socks5://127.0.0.1:9'

/**
 * Called once the app is ready, because there is no session before. The pages' session has no network and grants no
 * permissions.
 */
export async function closeSession(): Promise<void> {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
  // Pages are loaded from disk. A development server runs on this computer, which needs no proxy unless this rule says
  // so.
  const proxyBypassRules = developmentUrl() === undefined ? '<-loopback>' : ''
  await defaultSession.setProxy({ mode: 'fixed_servers', proxyRules: NOWHERE, proxyBypassRules })
}
