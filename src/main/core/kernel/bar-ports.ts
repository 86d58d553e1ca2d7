import type {
  Desktop,
  DoorFile,
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
import type { ConnectBrowsers } from '../companion/feature'
import type { DoctorMail, DoctorPorts } from '../doctor/ports'
import type { Voice } from '../heard/voice'
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

/** Everything outside the core. Each port has one thin implementation in `shell/` and a plain one in tests. */
export type BarPorts = Pick<
  SettingsPorts,
  'startDemo' | 'hotkeys' | 'files' | 'confirmImport' | 'resetPlace' | 'isWayland' | 'unavailable'
> & {
  readonly pageOutput: PageOutput
  readonly clock: SteadyClock
  readonly log: Logger
  readonly random: () => number
  readonly newId: () => string
  readonly desktop: Desktop
  readonly secrets: Secrets
  readonly doorFile: DoorFile
  /** The PABX address that each stored key belongs to. */
  readonly keyBinding: TextFile
  readonly settingsFile: SettingsFile
  readonly policy: PolicySource
  readonly memory: TextFile
  /** Calls and breaks of the last days. */
  readonly history: TextFile
  /** Deletes the copies of these two files that were put aside because they could not be read. */
  readonly forgetUnread: () => Promise<void>
  readonly logFiles: LogFiles
  readonly systemLocales: readonly string[]
  /** The profile of the embedded demo PABX, or null for a real PABX. */
  readonly demo: DemoProfile | null
  /** A client of the PABX. It asks for the connection at each request; null means that there is none yet. */
  readonly pabx: (connection: () => Connection | null) => Pabx
  readonly reports: ReportPorts
  readonly caFile: CaFilePorts
  readonly forgetCopied: ForgetCopied
  readonly updater: Updater
  readonly connectBrowsers: ConnectBrowsers
  readonly voice: () => Promise<Voice>
  /** Loaded when the doctor is asked for the first time. */
  readonly doctor: () => Promise<DoctorPorts & DoctorMail>
}
