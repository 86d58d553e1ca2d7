import type { KeyState } from '../../../shared/snapshot/state'
import type { PabxError } from '../../../shared/vocom/errors'
import type { Policy } from '../policy/policy'

/** The outcome of the doctor's only request, which changes nothing. */
export type Probe =
  /** There is no address yet, or nobody to ask about. */
  | { readonly kind: 'unasked' }
  /** A connection was made and closed again. Without a key nothing is asked. */
  | { readonly kind: 'connected' }
  | {
      readonly kind: 'answered'
      /** Null when the PABX did what it was asked. */
      readonly error: PabxError | null
      /** By how many milliseconds this computer is ahead of the time that the answer gave; null when it gave none. */
      readonly aheadMs: number | null
    }

export type KeychainState = 'open' | 'locked' | 'denied' | 'no_service' | 'no_bus' | 'not_kept'

/** All that the doctor judges by. */
export type DoctorFacts = {
  readonly probe: Probe
  /** The address of the PABX is plain http, so there are no certificate and no proxy. */
  readonly isPlain: boolean
  readonly key: KeyState
  readonly keychain: KeychainState
  /** `pabx.caFile` is set, and cannot be read or holds no certificate. */
  readonly isCaFileBad: boolean
  /** The keys that another program holds, as they are shown; null when there is no display to take keys from. */
  readonly hotkeysTaken: readonly string[] | null
  readonly isWayland: boolean
  /** Null when there is no display. */
  readonly hasTray: boolean | null
  readonly policy: Policy
  /** The settings to which the policy gives a value that is not valid. */
  readonly policyProblems: readonly string[]
  /** `deaf`: the running bar cannot be reached by other processes. */
  readonly links: 'open' | 'elsewhere' | 'development' | 'deaf'
  /** The browsers of this computer that come from Snap or Flatpak. */
  readonly confinedBrowsers: readonly string[]
}
