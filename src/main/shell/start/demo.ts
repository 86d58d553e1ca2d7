import { app, utilityProcess } from 'electron'
import { demoProfile } from '../../../shared/demo'
import type { DemoProfile } from '../../core/kernel/bar-ports'
import { demoAddress } from '../../core/pabx/demo-address'
import type { Logger, Secrets } from '../../core/kernel/ports'
import { appFile } from './app-files'

export type DemoPabx = {
  readonly profile: DemoProfile
  readonly secrets: Secrets
  /** Resolves when the demo PABX answers, or when it ended before that. */
  readonly ready: Promise<void>
}

/** Starts the demo PABX as its own process with its own key, so that no real setting or key is touched. */
export function startDemoPabx(log: Logger): DemoPabx {
  let address = (): string => ''
  const ready = app.whenReady().then(async () => {
    const child = utilityProcess.fork(
      appFile('out', 'main', 'simulator.js'),
      ['--port', '0', '--seed', '1'],
      { serviceName: 'Vocom demo PABX', stdio: 'ignore' },
    )
    const pabx = demoAddress(child, (code) => log.warn('demo PABX ended', { code }))
    address = pabx.address
    await pabx.settled
  })
  return {
    profile: { ...demoProfile, baseUrl: () => address() },
    secrets: { read: () => Promise.resolve(demoProfile.key), write: () => Promise.resolve() },
    ready,
  }
}
