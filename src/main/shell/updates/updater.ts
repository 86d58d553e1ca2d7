import { app, autoUpdater as system, type Session } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { KeyObject } from 'node:crypto'
import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { failed, ok } from '../../../shared/result'
import type { Logger, TextFile, Updater } from '../../core/kernel/ports'
import type { SignedFile } from '../../core/updates/update-download'
import type { FeedRelease } from '../../core/updates/update-feed'
import { readSeen, seenText } from '../../core/updates/update-seen'
import { appFile } from '../start/app-files'

/** The release that was found, and the signed data of its files by name. */
type Found = { readonly files: ReadonlyMap<string, SignedFile>; signal: AbortSignal }
/** The downloaded file, and its signed data. */
type Ready = { readonly path: string; readonly signed: SignedFile }

export type BarUpdater = Updater & {
  /** Installs the downloaded release after everything else has ended; starts the bar again if asked. */
  readonly installNow: (restart: boolean) => void
}

/**
 * How often to check whether a call has ended: the system holds a release that it would install at any quit.
 * Milliseconds.
 */
const LOOK_FOR_IDLE_MS = 5_000

/**
 * Newer versions through electron-updater, which on each system checks the publisher in addition to the bar's
 * signature.
 */
export function createUpdater(log: Logger, seen: TextFile): BarUpdater {
  let updater: AppUpdater | null = null
  let found: Found | null = null
  let ready: Ready | null = null
  let isStillSigned: (path: string, signed: SignedFile) => boolean = () => false
  let putInPlace: (updater: AppUpdater, restart: boolean) => boolean = () => false

  async function keys(): Promise<readonly KeyObject[]> {
    const { keysOf } = await import('../../core/updates/update-feed')
    return keysOf(JSON.parse(await readFile(appFile('package.json'), 'utf8')))
  }

  async function load(url: URL, signal: AbortSignal): Promise<AppUpdater> {
    const provider = await import('./update-provider')
    const downloads = await import('../../core/updates/update-download')
    putInPlace = provider.putInPlace
    isStillSigned = downloads.isStillSigned
    const fetch = (address: string, init: RequestInit) => loaded.netSession.fetch(address, init)
    const loaded = provider.updaterOf(
      {
        url,
        keys: await keys(),
        fetch,
        signal,
        seenSerial: readSeen(await seen.read().catch(() => null), url.href),
      },
      async (address, path) => {
        const signed = found?.files.get(decodeURIComponent(basename(new URL(address).pathname)))
        if (found === null || signed === undefined) return failed('damaged')
        return downloads.download(fetch, address, path, signed, found.signal)
      },
    )
    loaded.logger = log
    // A run from source has no installer; tests provide the rest.
    loaded.forceDevUpdateConfig = !app.isPackaged
    await confine(loaded.netSession, url.origin)
    updater = loaded
    return loaded
  }

  /**
   * Checked again, because the file has been in a folder that the agent's programs can write to, and an administrator
   * may run it.
   */
  function isIntact(): boolean {
    if (ready === null) return false
    if (isStillSigned(ready.path, ready.signed)) return true
    log.error('a release that was ready is no longer what was signed')
    rmSync(ready.path, { force: true })
    ready = null
    return false
  }

  return {
    hasKey: async () => (await keys()).length > 0,
    check: async (feedUrl, signal) => {
      const { FeedFailure } = await import('./update-provider')
      const url = new URL(feedUrl.replace(/\/*$/, '/'))
      found = null
      try {
        const result = await (await load(url, signal)).checkForUpdates()
        if (result === null) return failed('not_installed')
        // The provider's own answer, which carries the additional fields.
        const release = result.updateInfo as FeedRelease
        await seen.write(seenText(url.href, release.serial)).catch(() => undefined)
        if (!result.isUpdateAvailable) return ok(null)
        found = { files: new Map(release.files.map((file) => [file.url, file])), signal }
        return ok({ version: release.version })
      } catch (error) {
        return failed(error instanceof FeedFailure ? error.why : 'unreachable')
      }
    },
    download: async (signal) => {
      if (updater === null || found === null) return failed('unreachable')
      const { FeedFailure } = await import('./update-provider')
      found.signal = signal
      try {
        const [path] = await updater.downloadUpdate()
        const signed = found.files.get(basename(path ?? ''))
        if (path === undefined || signed === undefined) return failed('damaged')
        ready = { path, signed }
        return ok(null)
      } catch (error) {
        if (error instanceof FeedFailure) return failed(error.why)
        return failed(isOfAnotherPublisher(error) ? 'damaged' : 'unreachable')
      }
    },
    isQuiet,
    restart: (isIdle) => {
      if (process.platform === 'darwin') handToSystem(isIdle)
      else app.quit()
    },
    installNow: (restart) => {
      if (updater === null || process.platform === 'darwin') return
      const started = isIntact() && putInPlace(updater, restart)
      log.info('installer', { started, restart })
      // When the installation could not start, the present version is started again.
      if (!started && restart) app.relaunch()
    },
  }

  /** macOS fetches the file from the updater, checks it for some seconds, and installs it at the next quit. */
  function handToSystem(isIdle: () => boolean): void {
    if (!isIntact()) return
    const quitWhenIdle = (): void => {
      if (isIdle()) system.quitAndInstall()
      else setTimeout(quitWhenIdle, LOOK_FOR_IDLE_MS)
    }
    system.once('update-downloaded', quitWhenIdle)
    system.checkForUpdates()
  }
}

/** Limits the updater's network session to the feed's host, without proxy or compression. */
async function confine(session: Session, origin: string): Promise<void> {
  await session.setProxy({ mode: 'direct' })
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: new URL(url).origin !== origin }))
  session.webRequest.onBeforeSendHeaders(({ requestHeaders }, answer) => {
    answer({ requestHeaders: { ...requestHeaders, 'Accept-Encoding': 'identity' } })
  })
}

/** Windows: the installer is signed by another publisher, or not at all. */
const isOfAnotherPublisher = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_UPDATER_INVALID_SIGNATURE'

/**
 * Only an administrator can install a system package (deb, rpm) or a program for all users. On macOS the system
 * restarts the bar.
 */
function isQuiet(): boolean {
  if (process.platform === 'darwin') return false
  if (process.platform === 'linux') return process.env['APPIMAGE'] !== undefined || process.getuid?.() === 0
  const own = process.env['LOCALAPPDATA']
  return own !== undefined && process.execPath.toLowerCase().startsWith(own.toLowerCase())
}
