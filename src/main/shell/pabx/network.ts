import { createLanes, type Lanes } from '../../core/pabx/lanes'
import { createTrust } from '../../core/pabx/network/trust'
import { resolveSystemProxy } from './system-proxy'
import { systemTrust } from './system-trust'

/** The connections of this computer to the PABX. */
export const openLanes = (): Lanes =>
  createLanes({ trust: createTrust(systemTrust), resolveProxy: resolveSystemProxy })
