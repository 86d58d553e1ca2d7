import { existsSync, readFileSync, symlinkSync, renameSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCheckout, sentenceOf, type Checkout } from './checkout'

const lockOf = (packages: Record<string, object>) => JSON.stringify({ packages: { '': {}, ...packages } })
const installed = 'node_modules/.package-lock.json'
/** Stands for an npm that installs what the lock file says. */
const npmCi = 'echo "$*" > npm-was-called; cp package-lock.json node_modules/.package-lock.json'
const dpkgWith = (status: string) =>
  `shift 3; for name; do case "$name" in *t64) ;; *) echo "${status} $name" ;; esac; done`
/** Lets the script take itself for root's. */
const asRoot = ['--import', 'data:text/javascript,process.getuid=()=>0']

let checkout: Checkout
beforeEach(() => {
  checkout = makeCheckout()
  checkout.allow('cp')
  checkout.program('npm', npmCi)
  checkout.program('dpkg-query', dpkgWith('installed'))
  checkout.program('apt-get', `echo "$*" >> ${checkout.at('apt-was-called')}`)
  checkout.program('apt-cache', 'exit 100')
  checkout.write('cache/vocom-bar/electron-33.2.1-linux-x64/electron', '')
  // What is built, and with what, is not the matter here.
  checkout.write('scripts/lib/build.mjs', 'export const build = () => undefined')
})
afterEach(() => {
  checkout.remove()
})

describe('the npm packages', () => {
  const wanted = { 'node_modules/a': { version: '1.0.0', integrity: 'x' } }

  it('are installed where they are not those of the lock file', () => {
    checkout.write('package-lock.json', lockOf(wanted))
    expect(checkout.run('setup.mjs').code).toBe(0)
    expect(readFileSync(checkout.at('npm-was-called'), 'utf8')).toContain('ci --ignore-scripts')
  })

  it('are left alone where they are, or where one that is missing is made for another system', () => {
    const other = { 'node_modules/other-system': { version: '1.0.0', optional: true } }
    checkout.write('package-lock.json', lockOf({ ...wanted, ...other }))
    checkout.write(installed, lockOf({ ...wanted, 'node_modules/more': { version: '2.0.0' } }))
    expect(checkout.run('setup.mjs').code).toBe(0)
    expect(existsSync(checkout.at('npm-was-called'))).toBe(false)
  })

  it('are left alone where they belong to another checkout', () => {
    checkout.write('package-lock.json', lockOf(wanted))
    renameSync(checkout.at('node_modules'), checkout.at('elsewhere'))
    symlinkSync(checkout.at('elsewhere'), checkout.at('node_modules'))
    expect(checkout.run('setup.mjs').stderr).toContain('node_modules is a link to another checkout')
    expect(existsSync(checkout.at('npm-was-called'))).toBe(false)
  })

  it('are the matter of one sentence on a machine that is offline', () => {
    checkout.write('package-lock.json', lockOf(wanted))
    checkout.program(
      'npm',
      'echo "npm error network request failed, reason: getaddrinfo ENOTFOUND registry" >&2; exit 1',
    )
    const ran = checkout.run('setup.mjs')
    expect(ran.code).toBe(1)
    expect(sentenceOf(ran)).toMatch(/^Installing the npm packages failed: is this machine offline\?/)
  })
})

describe('the Debian packages', () => {
  it('are installed by root where they are missing', () => {
    checkout.program('dpkg-query', dpkgWith('not-installed'))
    const ran = checkout.run('setup.mjs', { node: asRoot })
    expect(ran).toMatchObject({ code: 0 })
    expect(readFileSync(checkout.at('apt-was-called'), 'utf8')).toMatch(
      /^update.*\ninstall -y .*libgtk-3-0.*xvfb/,
    )
  })

  it('are named in one line to an ordinary user', () => {
    checkout.program('dpkg-query', dpkgWith('not-installed'))
    const ran = checkout.run('setup.mjs', { ordinary: true, env: { XDG_CACHE_HOME: checkout.at('tmp') } })
    expect(ran.code).toBe(1)
    expect(sentenceOf(ran)).toMatch(
      /^Some Debian packages are missing\. Run: sudo apt-get install -y libasound2 .*xvfb$/,
    )
    expect(existsSync(checkout.at('apt-was-called'))).toBe(false)
  })

  it('for the virtual desktop are not asked for where there is a display to start on', () => {
    checkout.program('dpkg-query', `${dpkgWith('installed')} | grep -v -e xvfb -e openbox`)
    checkout.allow('grep')
    const env = { DISPLAY: ':0', npm_lifecycle_event: 'prestart' }
    expect(checkout.run('setup.mjs', { env })).toMatchObject({ code: 0 })
    expect(existsSync(checkout.at('apt-was-called'))).toBe(false)
  })

  it('may bear the name of a newer release', () => {
    checkout.program(
      'dpkg-query',
      `shift 3; for name; do case "$name" in *t64) echo "installed $name" ;; esac; done`,
    )
    expect(checkout.run('setup.mjs', { node: asRoot })).toMatchObject({ code: 0 })
    expect(existsSync(checkout.at('apt-was-called'))).toBe(false)
  })

  it('are programs to a Linux without apt', () => {
    checkout.remove()
    checkout = makeCheckout()
    checkout.write('scripts/lib/build.mjs', 'export const build = () => undefined')
    const ran = checkout.run('setup.mjs')
    expect(ran.code).toBe(1)
    expect(sentenceOf(ran)).toMatch(
      /^These programs are missing: Xvfb, .*Install them with your system's package manager\.$/,
    )
  })
})

it('tells an old Node by one sentence', () => {
  const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'18.20.0'}})`
  const ran = checkout.run('setup.mjs', { node: ['--import', pretend] })
  expect(ran).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Node 18.20.0 is too old for this project: install Node 20.19 or newer.\n',
  })
})
