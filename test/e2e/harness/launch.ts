import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { launchElectron } from '../../../scripts/lib/launch.mjs'
import { root } from './place'
import { processTree, reap } from './process-tree'

const CLOSE_LIMIT_MS = 5_000

export type LaunchOptions = {
  /** Written to `settings.json` before the start; without it there is no such file. */
  readonly settings?: Record<string, unknown>
  readonly args?: readonly string[]
  readonly env?: Record<string, string>
  readonly userData: string
  readonly appDir?: string
  readonly executable?: string
  /** With Chromium's sandbox on: not possible as root. */
  readonly sandbox?: boolean
  /** What the window shows once it can be used. */
  readonly ready?: (page: Page) => Locator
}

export type Launched = {
  readonly app: ElectronApplication
  /** The first window, ready. */
  readonly window: Page
  readonly pid: number
  readonly userData: string
  /** All that the app wrote to stdout and stderr. */
  readonly output: () => string
  /** Quits it as a person would, and ends by force what is left of it after 5 s. */
  readonly close: () => Promise<void>
  /** Ends it at once, as a crash or a power cut would. */
  readonly kill: () => Promise<void>
}

/** Starts the app (the bar, unless `appDir` says otherwise) on the desktop and waits until its window can be used. */
export async function launch(desktop: Desktop, options: LaunchOptions): Promise<Launched> {
  const { settings, userData, appDir = root, ready = agentState } = options
  mkdirSync(userData, { recursive: true })
  if (settings !== undefined)
    writeFileSync(join(userData, 'settings.json'), JSON.stringify(settings, null, 2))
  const app = await launchElectron({
    args: [`--user-data-dir=${userData}`, appDir, ...(options.args ?? [])],
    env: { ...desktop.env, ...desktop.unmanaged, ...options.env },
    executable: options.executable,
    sandbox: options.sandbox,
  })
  const child = app.process()
  const pid = child.pid ?? -1
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))

  const close = async (): Promise<void> => {
    const tree = processTree(pid)
    // One that was killed before may never tell Playwright that it is gone.
    const limit = new AbortController()
    await Promise.race([
      app.close().catch(() => undefined),
      pause(CLOSE_LIMIT_MS, null, limit).catch(() => undefined),
    ])
    limit.abort()
    await reap(tree)
  }
  try {
    const window = await app.firstWindow()
    await expect(ready(window)).toBeVisible()
    return { app, window, pid, userData, output: () => output, close, kill: () => reap(processTree(pid)) }
  } catch (error) {
    await close()
    throw new Error(`the app did not get ready; it wrote:\n${output}`, { cause: error })
  }
}

const agentState = (page: Page): Locator => page.getByRole('status').first()
