import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../bar'
import { root } from '../harness/place'
import { runProgram } from '../harness/program'

test('the tour plays its shift to the end, and leaves a picture of each step', async () => {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: process.env['HOME'] ?? '/root' }
  const tour = await runProgram(process.execPath, [join(root, 'scripts', 'tour.mjs')], {
    env,
    cwd: root,
    limitMs: 55_000,
  })
  expect(tour, tour.stderr).toMatchObject({ code: 0 })
  const steps = tour.stdout.match(/^\d+\. /gm) ?? []
  expect(steps.length).toBeGreaterThan(10)
  expect(readdirSync(join(root, 'out', 'tour'))).toHaveLength(steps.length)
})
