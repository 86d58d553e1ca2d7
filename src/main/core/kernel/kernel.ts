import { emptySnapshot } from '../../../shared/snapshot/reduce'
import { createPabxAddress, type PabxAddress } from '../pabx/connection'
import { createMemory, createStateFile } from '../persistence/memory'
import type { DurableFile } from '../persistence/durable-file'
import { createKeyBindings } from '../secrets/key-bindings'
import { createKeyRing, type KeyRing } from '../secrets/key-ring'
import { createSettingsStore, type SettingsStore } from '../settings/settings-store'
import type { BarPorts } from './bar-ports'
import type { Core } from './core'
import { createGate, type Gate } from './gate'
import { createStore } from './store'

/** What every feature is built on. */
export type Kernel = PabxAddress & {
  readonly core: Core
  readonly settings: SettingsStore
  readonly keyRing: KeyRing
  /** Opens once what the last run left has been read. Nothing is written over it before. */
  readonly live: Gate
  readonly stateFile: DurableFile
}

export function createKernel(ports: BarPorts, poke: Core['poke']): Kernel {
  const { clock, log, demo } = ports
  const store = createStore(emptySnapshot, (bug) => log.error('bug in a listener of the store', bug))
  const settings = createSettingsStore(ports.settingsFile, ports.policy, log)
  const keyRing = createKeyRing(ports.secrets, createKeyBindings(ports.keyBinding, log), clock, log)
  const address = createPabxAddress({ settings, keyRing, demo })
  const live = createGate()
  const stateFile = createStateFile(store, ports.memory, clock, log)
  const core: Core = {
    ...createMemory(store, stateFile, live),
    store,
    settings: () => settings.get().values,
    pabx: ports.pabx(address.connection),
    clock,
    log,
    desktop: ports.desktop,
    newId: ports.newId,
    poke,
    isKeyInUse: (version) => version === keyRing.version(),
  }
  return { ...address, core, settings, keyRing, live, stateFile }
}
