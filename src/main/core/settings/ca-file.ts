import type { Sentence } from '../../../shared/i18n/say'
import type { CaFileChoice } from '../../../shared/ipc/queries'
import type { SettingsStore } from './settings-store'

export type CaFilePorts = {
  /** Opens the system's file dialog; null when the agent cancels. */
  readonly ask: () => Promise<string | null>
  /** Whether the file holds certificates and nothing else. */
  readonly isReadable: (path: string) => boolean
}

export type CaFile = {
  readonly choose: () => Promise<CaFileChoice | null>
  /** What is wrong with a path that a window sends, or null. */
  readonly whyNot: (path: string) => Sentence | null
}

/** `pabx.caFile` as a window may set it: none, the current one, or one chosen in the system's file dialog. */
export function createCaFile({ ask, isReadable }: CaFilePorts, settings: SettingsStore): CaFile {
  const chosen = new Set<string>()
  const unreadable: Sentence = { key: 'setting_ca_invalid' }
  return {
    choose: async () => {
      const path = await ask()
      if (path === null) return null
      if (!isReadable(path)) return { ok: false, sentence: unreadable }
      chosen.add(path)
      return { ok: true, path }
    },
    whyNot: (path) => {
      if (path === '') return null
      // A page may not name a file for main to open.
      if (!chosen.has(path) && path !== settings.get().values['pabx.caFile'])
        return { key: 'setting_ca_unchosen' }
      return isReadable(path) ? null : unreadable
    },
  }
}
