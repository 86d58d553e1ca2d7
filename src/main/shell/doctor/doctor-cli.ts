import { app } from 'electron'
import { doctorAnswer } from '../../core/cli/doctor-answer'
import type { CliAnswer } from '../../core/cli/cli-answer'
import { examine } from '../../core/doctor/examine'
import { refusedKeys } from '../../core/hotkeys/refused-keys'
import type { KeyState } from '../../../shared/snapshot/state'
import { openOffline } from '../cli/offline'
import { watchedKeychain } from '../security/keychain'
import type { Folders } from '../start/own-folders'
import { globalKeyboard } from '../system/hotkeys'
import { createBuses } from '../system/message-bus'
import { hasDisplay } from '../system/session-kind'
import { doctorPorts } from './doctor-ports'

type Wanted = Folders & { readonly demo: boolean }

/** `--doctor` where no bar runs: checks what a bar would need. */
export async function doctorFromCli(wanted: Wanted): Promise<CliAnswer> {
  await app.whenReady()
  const buses = createBuses({ info: () => undefined, warn: () => undefined, error: () => undefined })
  const secrets = watchedKeychain(buses)
  const offline = await openOffline(wanted, secrets)
  const { settings, values, companyId, demo, keyRing, locale } = offline
  await demo?.ready
  const ports = doctorPorts({
    lanes: offline.lanes,
    buses,
    keychain: demo === null ? secrets.watch : undefined,
    demo: wanted.demo,
  })

  // Reading a locked keychain would open its prompt in front of the agent.
  const readKey = async (): Promise<KeyState> => {
    if ((await ports.keychain(companyId)) === 'locked') return 'locked'
    const key = companyId === '' ? 'missing' : await offline.readKey()
    return key === 'overtaken' ? 'missing' : key
  }
  const key = await readKey()
  const found = await examine(
    {
      settings,
      baseUrl: offline.baseUrl(),
      agent: demo?.profile.agent ?? values['agent.name'],
      companyId,
      key,
      hasKey: keyRing.hasKey(),
      pabx: offline.openPabx(),
      refusedHotkeys: () => (hasDisplay() ? refusedKeys(globalKeyboard, values) : null),
    },
    ports,
  )
  return doctorAnswer(found, locale)
}
