import { spawn } from 'node:child_process'
import { lstatSync, symlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forgetStaleLock, isHeld } from '../../../../../src/main/shell/start/bar-lock'
import { withFolder } from '../../../../support/folder'

let folder = ''
withFolder((path) => (folder = path))

const plant = (target: string): void => symlinkSync(target, join(folder, 'SingletonLock'))
const isThere = (): boolean =>
  lstatSync(join(folder, 'SingletonLock'), { throwIfNoEntry: false }) !== undefined

/** Runs a program for as long as the test takes. */
async function beside(program: string, words: readonly string[], test: (pid: number) => void): Promise<void> {
  const child = spawn(program, words, { stdio: ['pipe', 'ignore', 'ignore'] })
  await new Promise((resolve) => child.once('spawn', resolve))
  test(child.pid ?? -1)
  child.kill('SIGKILL')
}

describe.runIf(process.platform === 'linux')('the mark of a running bar', () => {
  it('is believed where that process is this program, also under a former name of the computer', async () => {
    await beside(process.execPath, ['-'], (pid) => {
      plant(`former-name-${pid}`)
      expect(isHeld(folder)).toBe(true)
      forgetStaleLock(folder)
      expect(isThere()).toBe(true)
    })
  })

  it.each([hostname(), 'another-computer'])(
    "is nobody's where its number is another program's (%s)",
    async (host) => {
      await beside('cat', [], (pid) => {
        plant(`${host}-${pid}`)
        expect(isHeld(folder)).toBe(false)
        forgetStaleLock(folder)
        expect(isThere()).toBe(false)
      })
    },
  )

  it("is nobody's where its number is that of a bar's helper, or the asker's own", async () => {
    await beside(process.execPath, ['-', '--type=zygote'], (pid) => {
      plant(`${hostname()}-${pid}`)
      expect(isHeld(folder)).toBe(false)
      forgetStaleLock(folder)
      plant(`${hostname()}-${process.pid}`)
      expect(isHeld(folder)).toBe(false)
    })
  })

  it('is not there where nobody has begun', () => {
    expect(isHeld(folder)).toBe(false)
    forgetStaleLock(folder)
    expect(isThere()).toBe(false)
  })
})
