import { utilityProcess } from 'electron'
import * as z from 'zod'
import { demoProfile } from '../../shared/demo'
import type { Logger, Secrets } from '../core/ports'
import type { DemoProfile } from '../core/bar'
import { appFile } from './app-files'

const listening = z.object({ listening: z.string() })

export type DemoPabx = {
  readonly profile: DemoProfile
  readonly secrets: Secrets
  /** Resolves when the demo PABX answers. */
  readonly ready: Promise<void>
}

/** Starts the demo PABX in a process of its own, with a key of its own: no real setting or key is touched. */
export function startDemoPabx(log: Logger): DemoPabx {
  let address = ''
  const ready = new Promise<void>((resolve) => {
    void import('electron').then(async ({ app }) => {
      await app.whenReady()
      const child = utilityProcess.fork(
        appFile('out', 'main', 'simulator.js'),
        ['--port', '0', '--seed', '1'],
        {
          serviceName: 'Vocom demo PABX',
          stdio: 'ignore',
        },
      )
      child.once('message', (message: unknown) => {
        const told = listening.safeParse(message)
        if (!told.success) return
        address = told.data.listening
        resolve()
      })
      child.once('exit', (code) => log.warn('demo PABX ended', { code }))
    })
  })
  return {
    profile: { ...demoProfile, baseUrl: () => address },
    secrets: { read: () => Promise.resolve(demoProfile.key), write: () => Promise.resolve() },
    ready,
  }
}
