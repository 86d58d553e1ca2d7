import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { createInterface } from 'node:readline'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { root } from './place'
import { runProgram } from './program'
import { hostSpeech, speechEnv, type Spoken } from './speech'

export type ScreenReader = {
  /** All that it has spoken so far. */
  readonly spoken: readonly Spoken[]
  /** What a program needs, beside the desktop's own variables, to be read. */
  readonly env: Record<string, string>
  readonly close: () => Promise<void>
}

const status = ['--session', '--dest', 'org.a11y.Bus', '--object-path', '/org/a11y/bus']
const set = [...status, '--method', 'org.freedesktop.DBus.Properties.Set', 'org.a11y.Status']

/** A desktop with Orca at work, which reads what has the focus, and notifications. */
export async function startScreenReader(desktop: Desktop): Promise<ScreenReader> {
  const socket = join(desktop.folder, 'speech.sock')
  const speech = await hostSpeech(socket)
  // Its own words (“push button”) are English, and so is the order of a date, whatever the bar speaks.
  const env = { NO_AT_BRIDGE: '0', LC_ALL: 'C.UTF-8' }
  const all = {
    ...desktop.env,
    ...env,
    ...speechEnv(socket),
    GSETTINGS_BACKEND: 'memory',
  }
  const tellPrograms = async (isOn: boolean): Promise<void> => {
    for (const name of ['IsEnabled', 'ScreenReaderEnabled']) {
      const words = ['call', ...set, name, `<${String(isOn)}>`]
      const { code, stderr } = await runProgram('gdbus', words, { env: all })
      if (code !== 0) throw new Error(`the accessibility bus: ${stderr}`)
    }
  }
  await tellPrograms(true)
  const script = join(root, 'test', 'e2e', 'harness', 'accessible-notifications.py')
  const notifications = spawn('/usr/bin/python3', [script], {
    env: all,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(createInterface(notifications.stdout), 'line')
  writeCustomizations(desktop.home)
  const orca = spawn('orca', { env: { ...all, PATH: alonePath(desktop) }, stdio: 'ignore' })
  const ended = once(orca, 'exit').then(() => Promise.reject(new Error('the screen reader ended')))
  // It says that it is there.
  await Promise.race([speech.first, ended])
  ended.catch(() => undefined)
  return {
    spoken: speech.spoken,
    env,
    close: async () => {
      for (const child of [orca, notifications])
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGKILL')
          await once(child, 'exit')
        }
      speech.close()
      await tellPrograms(false)
    },
  }
}

/**
 * A search path on which `pgrep` finds nothing. Orca uses it to look for another Orca of the same user, on any desktop:
 * it gives up if there is one, and with `--replace` it kills it. A developer may be using that other one.
 */
function alonePath({ folder, env }: Desktop): string {
  const programs = join(folder, 'alone')
  mkdirSync(programs, { recursive: true })
  writeFileSync(join(programs, 'pgrep'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  return [programs, env['PATH']].join(':')
}

/** It does not begin to read a whole page when one is opened: what has been read by the next key depends on the computer. */
function writeCustomizations(home: string): void {
  const folder = join(home, '.local', 'share', 'orca')
  mkdirSync(folder, { recursive: true })
  const lines = [
    'import orca.settings',
    'orca.settings.sayAllOnLoad = False',
    'orca.settings.pageSummaryOnLoad = False',
  ]
  writeFileSync(join(folder, 'orca-customizations.py'), `${lines.join('\n')}\n`)
}

const windows = z.array(z.object({ program: z.string(), name: z.string(), states: z.array(z.string()) }))

/** The windows that readers are told of, with the program that each belongs to. */
export async function accessibleWindows(desktop: Desktop, { env }: ScreenReader) {
  const script = join(root, 'test', 'e2e', 'harness', 'accessible-windows.py')
  const { stdout } = await runProgram('/usr/bin/python3', [script], { env: { ...desktop.env, ...env } })
  return windows.parse(JSON.parse(stdout))
}
