import { join } from 'node:path'
import { expect, test } from '../bar'
import { root } from '../harness/place'
import { runProgram } from '../harness/program'

const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: process.env['HOME'] ?? '/root' }
const gallery = (...words: readonly string[]) =>
  runProgram(process.execPath, [join(root, 'scripts', 'gallery.mjs'), ...words], {
    env,
    cwd: root,
    limitMs: 300_000,
  })

test.describe.configure({ timeout: 320_000 })

test('two pictures of one state are the same, pixel for pixel', async ({ userData }) => {
  const words = ['--out', join(userData, 'gallery'), 'bar-available', 'en', 'light']
  const first = await gallery(...words)
  expect(first, first.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining('4 pictures') })
  const again = await gallery(...words)
  expect(again, again.stderr).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('4 pictures, 0 changed'),
  })
})

test('no word of the bar is cut off or wraps, in three languages and at 100 and 200 %', async () => {
  const measured = await gallery('--measure', 'bar-', 'light')
  expect(measured.stderr).toBe('')
  expect(measured.code).toBe(0)
})
