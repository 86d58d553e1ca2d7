import { test as base } from '@playwright/test'
import { join } from 'node:path'
import { startDesktop, type Desktop } from '../../../scripts/lib/desktop.mjs'
import { runCli } from './cli'
import { keyringOf } from './keyring'
import { openOtherProgram, type OtherProgram } from './keys'
import { launch, type Launched, type LaunchOptions } from './launch'
import { startOrdinaryDesktop, type OrdinaryDesktop } from './ordinary-user'
import { startPabx, type Pabx } from './pabx'
import { openPrivateSystem, type PrivateSystem } from './private-system'
import type { Ended } from './program'
import { startSound, type SoundServer } from './sound'
import { hostTray, type TrayHost } from './tray'

type Keyring = ReturnType<typeof keyringOf>
type CliOptions = Partial<Parameters<typeof runCli>[2]>

type TestFixtures = {
  /** A user-data directory that no other test has seen. */
  readonly userData: string
  readonly keyring: Keyring
  /** Starts the app, ready to use; it is ended with the test, and what it wrote is printed if the test fails. */
  readonly launchBar: (options?: Partial<LaunchOptions>) => Promise<Launched>
  /** Runs the app as a second process with this test's user-data directory. */
  readonly cli: (args: readonly string[], options?: CliOptions) => Promise<Ended>
  /** Takes the tray's place on the desktop: name it before the bar is launched. */
  readonly tray: TrayHost
  /** Opens another program's window, focused. */
  readonly otherProgram: () => Promise<OtherProgram>
  /** An ordinary user's desktop, beside the one of the worker. */
  readonly ordinary: OrdinaryDesktop
  /** A view of this computer in which packages can be installed; a test that wants it is skipped where there is none. */
  readonly system: PrivateSystem
  /** A demo PABX of this test's own; the arguments are those of `npm run simulator`. */
  readonly startPabx: (...args: string[]) => Promise<Pabx>
  /** PulseAudio with these outputs, which nobody hears; the first one is the system's. */
  readonly startSound: (...outputs: string[]) => Promise<SoundServer>
}

type WorkerFixtures = { readonly desktop: Desktop }

/** The last lines, without what every Chromium writes where the computer has no system bus. */
const tail = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('Failed to connect to the bus'))
    .slice(-30)
    .map((line) => `\n    ${line}`)
    .join('')

/** Playwright's `test` with a private desktop: one for each worker, everything else fresh for each test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  desktop: [
    async ({}, use) => {
      const desktop = await startDesktop()
      await use(desktop)
      await desktop.stop()
    },
    { scope: 'worker' },
  ],

  userData: async ({ desktop }, use, info) => {
    await use(join(desktop.folder, `user-data-${info.testId}-${info.repeatEachIndex}`))
  },

  keyring: async ({ desktop }, use) => {
    await use(keyringOf(desktop))
  },

  launchBar: async ({ desktop, userData }, use, info) => {
    const launched: Launched[] = []
    await use(async (options = {}) => {
      const bar = await launch(desktop, { userData, ...options })
      launched.push(bar)
      return bar
    })
    for (const bar of launched) await bar.close()
    if (info.status === info.expectedStatus) return
    // Printed and not attached: a machine that runs the tests for others may keep nothing but what is printed.
    for (const bar of launched) console.log(`${info.title}: the app wrote${tail(bar.output())}`)
  },

  cli: async ({ desktop, userData }, use) => {
    await use((args, options = {}) => runCli(desktop, args, { userData, ...options }))
  },

  tray: async ({ desktop }, use) => {
    const host = await hostTray(desktop)
    await use(host)
    await host.close()
  },

  otherProgram: async ({ desktop }, use) => {
    const opened: OtherProgram[] = []
    await use(async () => {
      const program = await openOtherProgram(desktop)
      opened.push(program)
      return program
    })
    for (const program of opened) program.close()
  },

  ordinary: async ({}, use) => {
    const ordinary = await startOrdinaryDesktop()
    await use(ordinary)
    await ordinary.desktop.stop()
  },

  system: async ({}, use, info) => {
    const system = await openPrivateSystem()
    if ('impossible' in system) {
      info.skip(true, system.impossible)
      return
    }
    await use(system)
    system.end()
  },

  startPabx: async ({}, use) => {
    const started: Pabx[] = []
    await use(async (...args) => {
      const pabx = await startPabx(...args)
      started.push(pabx)
      return pabx
    })
    for (const pabx of started) await pabx.close()
  },

  startSound: async ({ desktop }, use) => {
    const started: SoundServer[] = []
    await use(async (...outputs) => {
      const sound = await startSound(desktop, ...outputs)
      started.push(sound)
      return sound
    })
    for (const sound of started) await sound.close()
  },
})

export { expect } from '@playwright/test'
