import {
  autoUpdater,
  BaseUpdater,
  Provider,
  type AppUpdater,
  type ResolvedUpdateFileInfo,
} from 'electron-updater'
import { parseUpdateInfo, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider'
import type { KeyObject } from 'node:crypto'
import type { UpdateRefusal } from '../../shared/agent/updates'
import { readRelease, readSigned, type FeedRelease, type Fetch } from '../core/update-feed'

/*
 * electron-updater with a feed that is believed only when signed. Loaded with the first check: half of what the bar's
 * own main process weighs.
 */

/** The release must not be used, or nobody answered. */
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
}

/** The generic feed of electron-builder (`latest.yml` and its like), read by us and checked before it is parsed. */
function providerOf({ url, keys, fetch, signal }: Feed) {
  return class extends Provider<FeedRelease> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime)
    }

    override async getLatestVersion(): Promise<FeedRelease> {
      const address = new URL(`${this.getDefaultChannelName()}.yml`, url)
      const text = await readSigned(fetch, address.href, keys, signal)
      if (!text.ok) throw new FeedFailure(text.error)
      const release = readRelease(parseUpdateInfo(text.value, address.pathname, address))
      if (!release.ok) throw new FeedFailure(release.error)
      return release.value
    }

    override resolveFiles({ files }: FeedRelease): ResolvedUpdateFileInfo[] {
      return files.map((file) => ({ url: new URL(encodeURIComponent(file.url), url), info: file }))
    }
  }
}

/** Starts the installer of what was downloaded, without a window of its own; false where it could not be started. */
export const putInPlace = (updater: AppUpdater, restart: boolean): boolean =>
  updater instanceof BaseUpdater && updater.install(true, restart)

/** The updater of this system, made to ask that feed and no other. */
export function updaterOf(feed: Feed): AppUpdater {
  autoUpdater.setFeedURL({ provider: 'custom', updateProvider: providerOf(feed) })
  autoUpdater.autoDownload = false
  autoUpdater.allowDowngrade = false
  autoUpdater.allowPrerelease = false
  autoUpdater.disableWebInstaller = true
  return autoUpdater
}
