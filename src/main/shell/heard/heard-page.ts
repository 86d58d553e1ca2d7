import { session, WebContentsView, type Session } from 'electron'
import type { Earcon } from '../../../shared/heard/earcons'
import type { Locale } from '../../../shared/i18n/locale'
import { appFile } from '../start/app-files'
import { pageUrl, serveApp } from '../windows/protocol'
import { webPreferences } from '../windows/window-options'

export type HeardPage = {
  /** Resolves when it is over. */
  readonly play: (earcon: Earcon, device: string) => Promise<unknown>
  readonly speak: (text: string, locale: Locale) => Promise<unknown>
  readonly devices: () => Promise<readonly string[]>
  readonly close: () => void
}

let served: Session | null = null

/**
 * A session of its own: the names of the outputs are shown only to a page that may see them, and the pages of the
 * windows may see nothing. A microphone is refused here as it is there.
 */
function heardSession(): Session {
  if (served !== null) return served
  const made = session.fromPartition('heard')
  made.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  made.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    permission === 'media' ? details.mediaType === 'audio' : permission === 'speaker-selection',
  )
  made.setDevicePermissionHandler(() => false)
  serveApp(appFile('out', 'renderer'), () => undefined, made)
  return (served = made)
}

/** Chromium's audio, by a page that no window shows. */
export async function openHeardPage(): Promise<HeardPage> {
  const view = new WebContentsView({
    webPreferences: {
      ...webPreferences(),
      session: heardSession(),
      autoplayPolicy: 'no-user-gesture-required',
    },
  })
  await view.webContents.loadURL(pageUrl('heard'))
  // By its view, which is kept alive by this: without one the page would be collected.
  const call = (name: string, ...words: readonly string[]): Promise<unknown> =>
    view.webContents.executeJavaScript(`heard.${name}(${words.map((word) => JSON.stringify(word)).join()})`)
  return {
    play: (earcon, device) => call('play', earcon, device),
    speak: (text, locale) => call('speak', text, locale),
    devices: async () => {
      const names: unknown = await call('devices')
      return Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : []
    },
    close: () => view.webContents.close(),
  }
}
