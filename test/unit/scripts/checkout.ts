import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const scripts = resolve(import.meta.dirname, '../../../scripts')
const ORDINARY_USER = { uid: 65_534, gid: 65_534 }

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** A checkout of its own with the real scripts in it, and with programs on its PATH that a test decides. */
export type Checkout = {
  readonly at: (...path: string[]) => string
  readonly write: (path: string, text: string) => void
  /** Puts a shell script on the PATH. */
  readonly program: (name: string, body: string) => void
  /** Lets the system's own program be found. */
  readonly allow: (...names: string[]) => void
  readonly run: (
    script: string,
    options?: { env?: Record<string, string>; node?: string[]; args?: string[]; ordinary?: boolean },
  ) => Ran
  readonly remove: () => void
}

export function makeCheckout(): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'vocom-checkout-'))
  chmodSync(folder, 0o755)
  const at = (...path: string[]): string => join(folder, ...path)
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), text)
  }
  cpSync(scripts, at('scripts'), { recursive: true })
  for (const name of ['bin', 'tmp', 'home']) mkdirSync(at(name))
  chmodSync(at('tmp'), 0o777)
  write('package.json', '{ "name": "checkout", "type": "module" }')
  write('package-lock.json', '{ "packages": {} }')
  write('node_modules/.package-lock.json', '{ "packages": {} }')
  write('node_modules/electron/package.json', '{ "version": "45.0.0" }')
  write('node_modules/electron/install.js', 'process.exit(1)')

  const program = (name: string, body: string): void => {
    writeFileSync(at('bin', name), `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  }
  const allow = (...names: string[]): void => {
    for (const name of names) {
      const found = ['/bin', '/usr/bin'].map((dir) => join(dir, name)).find((path) => existsSync(path))
      if (found === undefined) throw new Error(`this machine has no ${name}`)
      symlinkSync(found, at('bin', name))
    }
  }
  allow('sh')
  return {
    at,
    write,
    program,
    allow,
    run: (script, { env = {}, node = [], args = [], ordinary = false } = {}) => {
      const own = { PATH: at('bin'), HOME: at('home'), TMPDIR: at('tmp'), XDG_CACHE_HOME: at('cache') }
      const done = spawnSync(process.execPath, [...node, at('scripts', script), ...args], {
        env: { ...own, ...env },
        encoding: 'utf8',
        ...(ordinary && process.getuid?.() === 0 ? ORDINARY_USER : {}),
      })
      return { code: done.status, stdout: done.stdout, stderr: done.stderr }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The one sentence that was said, after the lines that tell of progress; fails if there is a stack trace. */
export function sentenceOf({ stderr }: Ran): string {
  if (/^\s+at /m.test(stderr)) throw new Error(`a stack trace:\n${stderr}`)
  return stderr.trim().split('\n').at(-1) ?? ''
}
