import {
  autoUpdater,
  BaseUpdater,
  DebUpdater,
  Provider,
  RpmUpdater,
  type AppUpdater,
  type ResolvedUpdateFileInfo,
} from 'electron-updater'
import { parseUpdateInfo, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider'
import type { KeyObject } from 'node:crypto'
import type { UpdateRefusal } from '../../../shared/updates/updates'
import type { Result } from '../../../shared/result'
import { readRelease, readSigned, type FeedRelease, type Fetch } from '../../core/updates/update-feed'

/*
 * electron-updater with a feed that must be signed, and with the bar's own downloads. Loaded with the first check,
 * because it is half the size of the bar's main process.
 */

/** The release must not be used, or the feed did not answer. */
export class FeedFailure extends Error {
  constructor(readonly why: UpdateRefusal | 'unreachable') {
    super(why)
  }
}

type Feed = {
  readonly url: URL
  readonly keys: readonly KeyObject[]
  readonly fetch: Fetch
  readonly signal: AbortSignal
  readonly seenSerial: number
}

/** The generic feed of electron-builder (`latest.yml` and its like), fetched here and checked before it is parsed. */
function providerOf({ url, keys, fetch, signal, seenSerial }: Feed) {
  return class extends Provider<FeedRelease> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime)
    }

    override async getLatestVersion(): Promise<FeedRelease> {
      const channel = `${this.getDefaultChannelName()}.yml`
      const address = new URL(channel, url)
      const text = await readSigned(fetch, address.href, keys, signal)
      if (!text.ok) throw new FeedFailure(text.error)
      const release = readRelease(parseUpdateInfo(text.value, address.pathname, address), {
        channel,
        platform: process.platform,
        arch: process.arch,
        extension: extensionOf(autoUpdater),
        now: Date.now(),
        seenSerial,
      })
      if (!release.ok) throw new FeedFailure(release.error)
      return release.value
    }

    override resolveFiles({ files }: FeedRelease): ResolvedUpdateFileInfo[] {
      return files.map((file) => ({ url: new URL(encodeURIComponent(file.url), url), info: file }))
    }
  }
}

/** The kind of package that this updater installs. */
function extensionOf(updater: AppUpdater): string {
  if (process.platform === 'win32') return 'exe'
  if (process.platform === 'darwin') return 'zip'
  if (updater instanceof DebUpdater) return 'deb'
  return updater instanceof RpmUpdater ? 'rpm' : 'AppImage'
}

/** Downloads one file of the found release to that path. */
export type FetchFile = (address: string, path: string) => Promise<Result<null, 'damaged' | 'unreachable'>>

/** Replaces electron-updater's own download, which writes everything to disk before it checks anything. */
const downloaderOf = (fetchFile: FetchFile) => ({
  download: async (url: URL, path: string): Promise<string> => {
    const fetched = await fetchFile(url.href, path)
    if (!fetched.ok) throw new FeedFailure(fetched.error)
    return path
  },
})

/** Starts the downloaded installer without a window of its own; false when it could not be started. */
export const putInPlace = (updater: AppUpdater, restart: boolean): boolean =>
  updater instanceof BaseUpdater && updater.install(true, restart)

/** The updater of this system, limited to that feed. */
export function updaterOf(feed: Feed, fetchFile: FetchFile): AppUpdater {
  autoUpdater.setFeedURL({ provider: 'custom', updateProvider: providerOf(feed) })
  autoUpdater.autoDownload = false
  autoUpdater.allowDowngrade = false
  autoUpdater.allowPrerelease = false
  autoUpdater.disableWebInstaller = true
  // Its block maps are not signed, and are unpacked without a size limit.
  autoUpdater.disableDifferentialDownload = true
  // On macOS the system would otherwise take the file at once and install it at any quit, even during a call or at the
  // end of a session.
  autoUpdater.autoInstallOnAppQuit = false
  return Object.assign(autoUpdater, { httpExecutor: downloaderOf(fetchFile) })
}
