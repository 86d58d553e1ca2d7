import { app, type Session } from 'electron'
import type { AppUpdater, CancellationToken, UpdateCheckResult } from 'electron-updater'
import type { KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { failed, ok } from '../../shared/result'
import type { Logger, Updater } from '../core/ports'
import { appFile } from './app-files'

type Found = { readonly size: number; readonly token: CancellationToken; tooMuch: boolean }

export type BarUpdater = Updater & {
  /** Puts the downloaded release in place, after everything else has ended; starts the bar again where asked to. */
  readonly installNow: (restart: boolean) => void
}

/** Newer versions by electron-updater: per system, with its own check of the publisher beside our signature. */
export function createUpdater(log: Logger): BarUpdater {
  let updater: AppUpdater | null = null
  let found: Found | null = null
  let putInPlace: (updater: AppUpdater, restart: boolean) => boolean = () => false

  async function keys(): Promise<readonly KeyObject[]> {
    const { keysOf } = await import('../core/update-feed')
    return keysOf(JSON.parse(await readFile(appFile('package.json'), 'utf8')))
  }

  async function load(feedUrl: string, signal: AbortSignal): Promise<AppUpdater> {
    const provider = await import('./update-provider')
    putInPlace = provider.putInPlace
    const url = new URL(feedUrl.replace(/\/*$/, '/'))
    const loaded = provider.updaterOf({
      url,
      keys: await keys(),
      fetch: (address, init) => loaded.netSession.fetch(address, init),
      signal,
    })
    loaded.logger = log
    // A run from sources has no installer; the tests give it the rest.
    loaded.forceDevUpdateConfig = !app.isPackaged
    // On macOS the system takes the checked file over at once, and puts it in place when the bar has quit.
    loaded.autoInstallOnAppQuit = process.platform === 'darwin'
    await confine(loaded.netSession, url.origin, () => found)
    updater = loaded
    return loaded
  }

  return {
    hasKey: async () => (await keys()).length > 0,
    check: async (feedUrl, signal) => {
      const { FeedFailure } = await import('./update-provider')
      let result: UpdateCheckResult | null
      found = null
      try {
        result = await (await load(feedUrl, signal)).checkForUpdates()
      } catch (error) {
        return failed(error instanceof FeedFailure ? error.why : 'unreachable')
      }
      if (result === null) return failed('not_installed')
      if (!result.isUpdateAvailable || result.cancellationToken === undefined) return ok(null)
      const { version, files } = result.updateInfo
      const size = Math.max(...files.map((file) => file.size ?? 0))
      found = { size, token: result.cancellationToken, tooMuch: false }
      return ok({ version })
    },
    download: async (signal) => {
      if (updater === null || found === null) return failed('unreachable')
      const asked = found
      const cancel = (): void => asked.token.cancel()
      signal.addEventListener('abort', cancel)
      try {
        await updater.downloadUpdate(asked.token)
        return ok(null)
      } catch (error) {
        return failed(asked.tooMuch || isDamage(error) ? 'damaged' : 'unreachable')
      } finally {
        signal.removeEventListener('abort', cancel)
      }
    },
    isQuiet,
    restart: () => {
      if (process.platform === 'darwin') updater?.quitAndInstall()
      else app.quit()
    },
    installNow: (restart) => {
      if (updater === null || process.platform === 'darwin') return
      const started = putInPlace(updater, restart)
      log.info('installer', { started, restart })
      // As it was, where it cannot be as it should.
      if (!started && restart) app.relaunch()
    },
  }
}

/** The updater's own network: the feed's host, no other and no proxy, and not more of a file than was signed. */
async function confine(session: Session, origin: string, found: () => Found | null): Promise<void> {
  await session.setProxy({ mode: 'direct' })
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: new URL(url).origin !== origin }))
  session.webRequest.onBeforeSendHeaders(({ requestHeaders }, answer) => {
    answer({ requestHeaders: { ...requestHeaders, 'Accept-Encoding': 'identity' } })
  })
  session.webRequest.onHeadersReceived(({ statusCode, responseHeaders = {} }, answer) => {
    const release = found()
    // What the feed itself says is counted while it is read.
    if (release === null || statusCode >= 300) {
      answer({})
      return
    }
    const header = (name: string) =>
      Object.entries(responseHeaders).find(([known]) => known.toLowerCase() === name)?.[1][0]
    const length = Number(header('content-length') ?? Infinity)
    // A packed body may unfold to any size.
    const tooMuch = length > release.size || header('content-encoding') !== undefined
    if (tooMuch) release.tooMuch = true
    answer({ cancel: tooMuch })
  })
}

/** Other bytes than the signed ones, or (on Windows) an installer of another publisher. */
function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ERR_CHECKSUM_MISMATCH' || code === 'ERR_UPDATER_INVALID_SIGNATURE'
}

/** A package of the system (deb, rpm), or a program for all users, is put in place by an administrator only. */
function isQuiet(): boolean {
  if (process.platform === 'darwin') return true
  if (process.platform === 'linux') return process.env['APPIMAGE'] !== undefined || process.getuid?.() === 0
  const own = process.env['LOCALAPPDATA']
  return own !== undefined && process.execPath.toLowerCase().startsWith(own.toLowerCase())
}
