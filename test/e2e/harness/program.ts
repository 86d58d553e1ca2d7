import { spawn } from 'node:child_process'
import type { User } from '../../../scripts/lib/desktop.mjs'

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

type How = {
  readonly env: Record<string, string>
  readonly cwd?: string
  readonly input?: string
  readonly limitMs?: number
  readonly user?: User | undefined
}

export type Running = {
  readonly ended: Promise<Ended>
  /** What it has written to stdout so far. */
  readonly said: () => string
  readonly kill: (signal: NodeJS.Signals) => void
}

/** Runs a program to its end; one that outlives its limit (default 20 s) is killed and is an error. */
export const runProgram = (command: string, args: readonly string[], how: How): Promise<Ended> =>
  startProgram(command, args, how).ended

/** Starts a program that may be ended from outside. */
export function startProgram(command: string, args: readonly string[], how: How): Running {
  const { env, cwd, input = '', limitMs = 20_000, user } = how
  const child = spawn(command, args, { env, cwd, ...user })
  const output = { stdout: '', stderr: '' }
  const ended = new Promise<Ended>((resolve, reject) => {
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => (output[name] += chunk.toString()))
    }
    const limit = setTimeout(() => {
      child.kill('SIGKILL')
      reject(
        new Error(
          `${command} ${args.join(' ')} ran longer than ${limitMs} ms:\n${output.stdout}${output.stderr}`,
        ),
      )
    }, limitMs)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(limit)
      resolve({ code, ...output })
    })
    // A program that ends without reading its input is no error of ours.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
  return { ended, said: () => output.stdout, kill: (signal) => void child.kill(signal) }
}
