import { electronExecutable } from '../../../scripts/lib/electron.mjs'
import { chromiumFlags } from '../../../scripts/lib/launch.mjs'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { root } from './place'
import { runProgram, startProgram, type Ended, type Running } from './program'

type How = {
  readonly userData: string
  readonly appDir?: string
  readonly env?: Record<string, string>
  readonly limitMs?: number
}

const lineOf = ({ userData, appDir = root }: How, args: readonly string[]): string[] => [
  ...chromiumFlags(),
  `--user-data-dir=${userData}`,
  appDir,
  ...args,
]

const envOf = ({ env, unmanaged }: Desktop, more: Record<string, string>) => ({
  ...env,
  ...unmanaged,
  ...more,
})

/** Runs the app as an administrator's script would, to its end: a second process beside the bar, if one runs. */
export function runCli(desktop: Desktop, args: readonly string[], how: How): Promise<Ended> {
  const { env = {}, limitMs = 30_000 } = how
  return runProgram(electronExecutable(), lineOf(how, args), { env: envOf(desktop, env), limitMs })
}

/** The same, to be ended from outside. */
export function startCli(desktop: Desktop, args: readonly string[], how: How): Running {
  const { env = {}, limitMs = 30_000 } = how
  return startProgram(electronExecutable(), lineOf(how, args), { env: envOf(desktop, env), limitMs })
}
