import type {
  Desktop,
  ForgetCopied,
  LogFiles,
  Logger,
  Pabx,
  PageOutput,
  Secrets,
  SteadyClock,
  TextFile,
  Updater,
} from './ports'
import type { CaFilePorts } from '../settings/ca-file'
import type { PolicySource } from '../policy/policy'
import type { SettingsPorts } from '../settings/feature'
import type { ReportPorts } from '../reports/session'
import type { SettingsFile } from '../settings/settings-store'
import type { Connection } from '../pabx/vocom-client'

export type DemoProfile = {
  readonly agent: string
  readonly branch: string
  readonly companyId: string
  readonly queues: readonly string[]
  /** Known once the demo PABX listens. */
  readonly baseUrl: () => string
}

/** Everything outside: one thin implementation each in `shell/`, plain ones in tests. */
export type BarPorts = Pick<
  SettingsPorts,
  'startDemo' | 'hotkeys' | 'files' | 'confirmImport' | 'resetPlace' | 'isWayland' | 'unavailable'
> & {
  readonly paper: PageOutput
  readonly clock: SteadyClock
  readonly log: Logger
  readonly random: () => number
  readonly newId: () => string
  readonly desktop: Desktop
  readonly secrets: Secrets
  /** To which address each key belongs. */
  readonly keyBinding: TextFile
  readonly settingsFile: SettingsFile
  readonly policy: PolicySource
  readonly memory: TextFile
  /** Calls and breaks of the last days. */
  readonly history: TextFile
  /** Removes what could not be read of these two, and was put aside. */
  readonly forgetUnread: () => Promise<void>
  readonly logFiles: LogFiles
  readonly systemLocales: readonly string[]
  /** Of the embedded demo PABX, or null for the real thing. */
  readonly demo: DemoProfile | null
  /** A client of the PABX; the connection is asked for at each call, and null means there is none yet. */
  readonly pabx: (connection: () => Connection | null) => Pabx
  readonly reports: ReportPorts
  readonly caFile: CaFilePorts
  readonly forgetCopied: ForgetCopied
  readonly updater: Updater
}
