import { _electron } from '@playwright/test'
import { electronExecutable } from './electron.mjs'

/** As root, Chromium refuses to start with its sandbox on. */
const isSandboxPossible = () => process.getuid?.() !== 0

/** The flags of every run on a virtual desktop. */
export const chromiumFlags = (sandbox = isSandboxPossible()) => [
  ...(sandbox ? [] : ['--no-sandbox']),
  '--disable-gpu',
  // Chromium drops what is pressed before a page was first painted. Playwright presses as soon as an element is there.
  '--allow-pre-commit-input',
]

/** Starts an Electron app under Playwright; `args` begin with the flags and the folder of the app. */
export async function launchElectron({ args, env, executable, sandbox = isSandboxPossible() }) {
  const app = await _electron.launch({
    executablePath: executable ?? electronExecutable(),
    args: [...chromiumFlags(sandbox), ...args],
    env,
    chromiumSandbox: sandbox,
  })
  const evaluate = app.evaluate.bind(app)
  app.evaluate = (run, argument) => evaluate(runInTurn, { source: String(run), argument })
  return app
}

/**
 * Runs a function in main at the beginning of a turn of its event loop. Playwright itself would run it in the middle of a
 * busy turn. Nothing holds the result until that turn ends, so V8 may collect it, and Playwright says "Resulting promise
 * was garbage collected".
 */
async function runInTurn(electron, { source, argument }) {
  await new Promise((resolve) => setImmediate(resolve))
  return (0, eval)(`(${source})`)(electron, argument)
}
