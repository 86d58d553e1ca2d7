import { spawn, type ChildProcess } from 'node:child_process'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { runProgram } from './program'

/** Real key presses, as from a keyboard: whoever has the focus, or grabbed the key, gets them. */
export async function pressKeys({ env }: Desktop, ...keys: readonly string[]): Promise<void> {
  await xdotool(env, 'key', '--clearmodifiers', ...keys)
}

/** Holds a key down and lets it go after so many milliseconds, with the key repeat of the X server. */
export async function holdKeys({ env }: Desktop, keys: string, heldMs: number): Promise<void> {
  await xdotool(env, 'keydown', keys, 'sleep', String(heldMs / 1000), 'keyup', keys)
}

/** The X window that has the keyboard focus. */
export async function focusedWindow({ env }: Desktop): Promise<string> {
  return xdotool(env, 'getwindowfocus')
}

export type OtherProgram = {
  /** Its X window. */
  readonly window: string
  /** What was typed into it, by the names of the keys, in order. */
  readonly typed: () => string[]
  /** How often it lost the focus since it got it first. */
  readonly focusLosses: () => number
  readonly focus: () => Promise<void>
  readonly close: () => void
}

/**
 * Another program's window with the focus, as the CRM that an agent types in: it notes each key that reaches it and each
 * time the focus leaves it.
 */
export async function openOtherProgram(desktop: Desktop): Promise<OtherProgram> {
  const name = `other-program-${process.pid}-${Date.now()}`
  const events = ['-event', 'keyboard', '-event', 'focus']
  const child = spawn('stdbuf', ['-oL', 'xev', '-name', name, '-geometry', '400x300+500+400', ...events], {
    env: desktop.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let log = ''
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const window = await found(desktop, child, name)
  const focus = async (): Promise<void> => {
    await xdotool(desktop.env, 'windowactivate', '--sync', window, 'windowfocus', '--sync', window)
  }
  await focus()
  return {
    window,
    focus,
    typed: () =>
      [...log.matchAll(/^KeyPress event[^]*?keysym 0x[0-9a-f]+, (\w+)\)/gm)].map(([, key]) => key ?? ''),
    // A grabbed hotkey borrows the keyboard for a moment: those events say NotifyGrab, and no focus moves.
    focusLosses: () => [...log.matchAll(/^FocusOut event.*\n\s+mode NotifyNormal/gm)].length,
    close: () => void child.kill(),
  }
}

async function found({ env }: Desktop, child: ChildProcess, name: string): Promise<string> {
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('exit', () => reject(new Error('the other program ended before its window came')))
  })
  const window = await Promise.race([
    xdotool(env, 'search', '--sync', '--onlyvisible', '--name', name),
    ended,
  ])
  child.removeAllListeners('exit')
  ended.catch(() => undefined)
  return window.split('\n')[0] ?? ''
}

async function xdotool(env: Record<string, string>, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runProgram('xdotool', args, { env })
  if (code !== 0) throw new Error(`xdotool ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}
