import type { WallTime } from '../../../shared/time'
import type { PabxError } from '../../../shared/vocom/errors'
import type { Road } from '../pabx/network/road'
import type { Policy } from '../policy/policy'
import type { DoctorFacts, KeychainState } from './facts'

/** What only the system can tell. Nothing of it opens a prompt or changes anything. */
export type DoctorPorts = {
  /** Makes a connection to that address and sends nothing; null when it was made. */
  readonly reach: (
    pabx: Road & { readonly baseUrl: string; readonly allowInsecureHttp: boolean },
  ) => Promise<PabxError | null>
  /** Whether the keychain can be used for that account, as far as it tells without being opened. */
  readonly keychain: (account: string) => Promise<KeychainState>
  readonly isCaFileReadable: (path: string) => boolean
  readonly policy: () => Promise<Policy>
  /** Null when there is no display. */
  readonly hasTray: () => Promise<boolean | null>
  readonly links: () => DoctorFacts['links']
  readonly confinedBrowsers: () => readonly string[]
  readonly isWayland: boolean
  readonly isMac: boolean
  /** The computer's own clock, which may be wrong. Milliseconds since 1970. */
  readonly wallNow: () => WallTime
}

/** Where the result goes. */
export type DoctorMail = {
  /** The program and the system that were examined, a line each. */
  readonly about: () => readonly string[]
  readonly redact: (text: string) => string
  /** Opens a new mail with that text, and copies the text. */
  readonly open: (mail: { readonly subject: string; readonly text: string }) => Promise<void>
}
