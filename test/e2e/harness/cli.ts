import { electronExecutable } from '../../../scripts/lib/electron.mjs'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { root } from './place'
import { runProgram, type Ended } from './program'
import { chromiumFlags } from './launch'

type How = {
  readonly userData: string
  readonly appDir?: string
  readonly env?: Record<string, string>
  readonly limitMs?: number
}

/** Runs the app as an administrator's script would, to its end: a second process beside the bar, if one runs. */
export function runCli(desktop: Desktop, args: readonly string[], how: How): Promise<Ended> {
  const { userData, appDir = root, env = {}, limitMs = 30_000 } = how
  const line = [...chromiumFlags(), `--user-data-dir=${userData}`, appDir, ...args]
  return runProgram(electronExecutable(), line, { env: { ...desktop.env, ...env }, limitMs })
}
