import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeKeys } from '../../../scripts/lib/updates.mjs'
import { root } from './place'
import { runProgram } from './program'

export type MadePackage = {
  /** The .deb. */
  readonly file: string
  /** All that `npm run dist` said. */
  readonly said: string
  /** Signs the releases that this package believes. */
  readonly privateKey: string
  readonly publicKey: string
}

const LIMIT_MS = 240_000
let made: Promise<MadePackage> | undefined

/** What `npm run dist` makes on this machine, with a key of the tests' own; made once for all the tests. */
export function madePackage(): Promise<MadePackage> {
  made ??= make()
  return made
}

async function make(): Promise<MadePackage> {
  const folder = join(root, 'out', 'test-keys')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const keys = makeKeys(folder)
  const env: Record<string, string> = {
    VOCOM_BAR_UPDATE_PUBLIC_KEY: keys.public,
    // Without a port: any.
    VOCOM_BAR_COMPANION_ORIGINS: 'http://127.0.0.1',
    // The package is the same, only larger, and made faster.
    DPKG_DEB_COMPRESSOR_LEVEL: '1',
  }
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] ??= value
  const script = join(root, 'scripts', 'dist.mjs')
  const { code, stdout, stderr } = await runProgram(process.execPath, [script], {
    env,
    cwd: root,
    limitMs: LIMIT_MS,
  })
  if (code !== 0) throw new Error(`npm run dist: ${stderr}`)
  const name = readdirSync(join(root, 'dist')).find((entry) => entry.endsWith('.deb'))
  if (name === undefined) throw new Error(`npm run dist made no .deb: ${stderr}`)
  return {
    file: join(root, 'dist', name),
    said: stdout + stderr,
    privateKey: keys.private,
    publicKey: keys.public,
  }
}
