import { app } from 'electron'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { wallTime } from '../../../shared/time'
import { confinedBrowsers } from '../../core/doctor/confined-browsers'
import type { KeychainState } from '../../core/doctor/facts'
import type { DoctorPorts } from '../../core/doctor/ports'
import type { KeychainWatch } from '../../core/kernel/ports'
import type { Lanes } from '../../core/pabx/lanes'
import { reach } from '../../core/pabx/reach'
import { holdsCertificates } from '../pabx/system-trust'
import { KEYCHAIN_SERVICE } from '../security/keychain-watch'
import { readPolicy } from '../security/policy'
import type { Buses } from '../system/message-bus'
import { hasDisplay, isWayland } from '../system/session-kind'
import { hasTrayPanel } from '../tray/tray-panel'

type Means = {
  readonly lanes: Lanes
  readonly buses: Buses
  /** Absent when the system does not report on its keychain; reading the key has told enough then. */
  readonly keychain: KeychainWatch | undefined
  readonly demo: boolean
}

/** The system, as the doctor looks at it. */
export const doctorPorts = ({ lanes, buses, keychain, demo }: Means): DoctorPorts => ({
  reach: (place) => reach(lanes, place),
  keychain: (account) => keychainState(buses, keychain, account),
  isCaFileReadable: holdsCertificates,
  policy: () => (demo ? Promise.resolve({ kind: 'none' }) : readPolicy()),
  hasTray: async () => {
    if (!hasDisplay()) return null
    return process.platform !== 'linux' || hasTrayPanel(await buses('session'))
  },
  links: () => {
    if (!app.isPackaged) return 'development'
    return app.isDefaultProtocolClient('vocom-bar', process.execPath, ['--']) ? 'open' : 'elsewhere'
  },
  confinedBrowsers: () => (process.platform === 'linux' ? confinedBrowsers(homedir(), existsSync) : []),
  isWayland: isWayland(),
  isMac: process.platform === 'darwin',
  wallNow: () => wallTime(Date.now()),
})

/** Searching opens no prompt, unlike reading. */
async function keychainState(
  buses: Buses,
  keychain: KeychainWatch | undefined,
  account: string,
): Promise<KeychainState> {
  if (keychain === undefined || (await keychain.look(account)) !== 'closed') return 'open'
  const bus = await buses('session')
  if (bus === null) return 'no_bus'
  const isRunning = await bus.hasOwner(KEYCHAIN_SERVICE).catch(() => false)
  return isRunning ? 'locked' : 'no_service'
}
