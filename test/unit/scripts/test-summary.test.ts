import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeCheckout, type Checkout } from './checkout'

let checkout: Checkout
beforeEach(() => {
  checkout = makeCheckout()
  checkout.program('npm', 'exit 0')
  checkout.write('node_modules/eslint/bin/eslint.js', 'process.exit(0)')
})
afterEach(() => {
  checkout.remove()
})

/** Stands for a runner: leaves that JSON where it was asked to, and ends with that status. */
function vitestReports(report: object, status: number): void {
  const write = `writeFileSync(process.argv.at(-1).split('=')[1], ${JSON.stringify(JSON.stringify(report))})`
  checkout.write(
    'node_modules/vitest/vitest.mjs',
    `import { writeFileSync } from 'node:fs'\n${write}\nprocess.exit(${status})`,
  )
}
function playwrightReports(report: object, status: number): void {
  const write = `writeFileSync(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE, ${JSON.stringify(JSON.stringify(report))})`
  checkout.write(
    'node_modules/@playwright/test/cli.js',
    `import { writeFileSync } from 'node:fs'\n${write}\nprocess.exit(${status})`,
  )
}
const suite = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test, index) => ({ status: test, fullName: `test ${index}` })),
})
const run = (...stages: string[]) => {
  const { code, stdout } = checkout.run('test.mjs', { args: stages })
  return { code, last: stdout.trimEnd().split('\n').at(-1), stdout }
}

it('ends with the sum of all stages', () => {
  vitestReports({ testResults: [suite('passed', 'passed', 'passed')] }, 0)
  const spec = { title: 'shift', tests: [{ status: 'expected', annotations: [] }] }
  playwrightReports({ suites: [{ specs: [spec], suites: [{ specs: [spec] }] }] }, 0)
  expect(run()).toMatchObject({ code: 0, last: '8 passed, 0 failed' })
})

it('counts what failed, and a file that could not be loaded', () => {
  vitestReports({ testResults: [suite('failed', 'passed', 'failed'), suite('failed')] }, 1)
  expect(run('unit')).toMatchObject({ code: 1, last: '1 passed, 2 failed' })
})

it('says what was skipped, and why', () => {
  const annotations = [{ type: 'skip', description: 'no second screen' }]
  const spec = { title: 'two screens', tests: [{ status: 'skipped', annotations }] }
  const fine = { title: 'one', tests: [{ status: 'expected', annotations: [] }] }
  playwrightReports({ suites: [{ specs: [spec, fine] }] }, 0)
  const { code, last, stdout } = run('e2e')
  expect({ code, last }).toEqual({ code: 0, last: '1 passed, 0 failed, 1 skipped' })
  expect(stdout).toContain('skipped: two screens (no second screen)')
})

it('says how many tests passed under each profile of the demo PABX', () => {
  const fullName = (profile: string) => `a shift under the profile ${profile} goes through`
  const assertionResults = [
    { status: 'passed', fullName: fullName('document') },
    { status: 'passed', fullName: fullName('field') },
    { status: 'failed', fullName: fullName('field') },
    { status: 'passed', fullName: 'a shift' },
  ]
  vitestReports({ testResults: [{ status: 'failed', assertionResults }] }, 1)
  const ran = { status: 'expected', annotations: [], projectName: 'under the profile field' }
  const suites = [{ title: 'shift.spec.ts', specs: [{ title: 'a whole shift', tests: [ran] }] }]
  playwrightReports({ suites }, 0)
  expect(run('unit', 'e2e').stdout).toContain(
    'profiles     1 passed under the profile document, 2 passed under the profile field\n',
  )
})

it('takes a test that passed only on a second try for failed', () => {
  const tests = ['flaky', 'expected'].map((status) => ({ status, annotations: [] }))
  playwrightReports({ suites: [{ specs: [{ title: 'a', tests }] }] }, 0)
  expect(run('e2e')).toMatchObject({ code: 1, last: '1 passed, 1 failed' })
})

it('fails a stage that ran nothing, and one that fell over', () => {
  vitestReports({ testResults: [] }, 0)
  const empty = run('contract')
  expect(empty).toMatchObject({ code: 1, last: '0 passed, 1 failed' })
  expect(empty.stdout).toContain('ran no tests')
  vitestReports({ testResults: [suite('passed', 'passed')] }, 3)
  expect(run('unit')).toMatchObject({ code: 1, last: '1 passed, 1 failed' })
  checkout.program('npm', 'exit 2')
  expect(run('check')).toMatchObject({ code: 1, last: '0 passed, 1 failed' })
})

it('starts the integration tests at once, and prints them in their turn', () => {
  const report = JSON.stringify({ testResults: [suite('passed', 'passed')] })
  // Each of the two waits for the other to have started.
  checkout.write(
    'node_modules/vitest/vitest.mjs',
    `import { existsSync, writeFileSync } from 'node:fs'
    const project = process.argv[process.argv.indexOf('--project') + 1].replace('*', '')
    const other = project === 'unit' ? 'integration' : 'unit'
    writeFileSync(\`started-\${project}\`, '')
    const limit = Date.now() + 5_000
    while (!existsSync(\`started-\${other}\`)) if (Date.now() > limit) throw new Error(\`\${other} did not start\`)
    console.log(\`ran \${project}\`)
    writeFileSync(process.argv.at(-1).split('=')[1], ${JSON.stringify(report)})`,
  )
  const { code, stdout } = run('unit', 'integration')
  expect(code).toBe(0)
  expect(stdout.match(/── \w+ ──|ran \w+/g)).toEqual([
    '── unit ──',
    'ran unit',
    '── integration ──',
    'ran integration',
  ])
})

it('knows its stages', () => {
  expect(checkout.run('test.mjs', { args: ['smoke'] })).toMatchObject({
    code: 1,
    stderr: 'There is no stage "smoke"; there are check, unit, contract, integration, e2e.\n',
  })
})

it('begins no further stage after it was interrupted', () => {
  checkout.write('node_modules/vitest/vitest.mjs', `process.kill(process.ppid, 'SIGTERM')`)
  checkout.write('node_modules/@playwright/test/cli.js', `console.log('the next stage')`)
  const { code, stdout, stderr } = checkout.run('test.mjs', { args: ['unit', 'e2e'] })
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'The tests were interrupted.\n' })
  expect(stdout).not.toContain('the next stage')
})
