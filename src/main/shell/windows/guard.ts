import { app, session } from 'electron'
import { developmentUrl } from './protocol'

/** No page of ours navigates, opens windows, embeds others or asks for permissions; nothing else is loaded. */
export function guardContents(): void {
  // For each session Chromium would fetch a dictionary of the agent's language from a server of Google's.
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
    // Neither the policy of a page nor a filter of requests sees WebRTC: with a proxy, it has to go through that.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}

/** Where nobody listens: port 9 of this computer. */
const NOWHERE = 'socks5://127.0.0.1:9'

/** After the app is ready: there is no session before. The pages' session reaches nothing and grants nothing. */
export async function closeSession(): Promise<void> {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
  // The pages come from the disk; a development server is this computer's, which a proxy is not asked for unless told to.
  const proxyBypassRules = developmentUrl() === undefined ? '<-loopback>' : ''
  await defaultSession.setProxy({ mode: 'fixed_servers', proxyRules: NOWHERE, proxyBypassRules })
}
