import { existsSync, readFileSync } from 'node:fs'

const NOTHING = { passed: 0, failed: 0, skipped: [] }

/** What a vitest JSON report says: tests passed and failed (a file that could not be loaded counts as one), and every skip. */
export function readVitest(file) {
  const report = parsed(file)
  if (report === undefined) return NOTHING
  const tests = report.testResults.flatMap((suite) => suite.assertionResults)
  const unloaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  )
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length + unloaded.length,
    skipped: tests
      .filter((test) => !['passed', 'failed'].includes(test.status))
      .map((test) => `${test.fullName} (${test.meta?.reason ?? 'no reason given'})`),
  }
}

/** What a Playwright JSON report says; a test that passed only on a second try counts as failed. */
export function readPlaywright(file) {
  const report = parsed(file)
  if (report === undefined) return NOTHING
  const tests = report.suites.flatMap(testsOf)
  const of = (...statuses) => tests.filter((test) => statuses.includes(test.status))
  return {
    passed: of('expected').length,
    failed: of('unexpected', 'flaky').length,
    skipped: of('skipped').map(
      (test) =>
        `${test.title} (${test.annotations.find((note) => note.type === 'skip')?.description ?? 'no reason given'})`,
    ),
  }
}

function testsOf(suite) {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({ ...test, title: spec.title })),
  )
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)]
}

function parsed(file) {
  if (!existsSync(file)) return undefined
  return JSON.parse(readFileSync(file, 'utf8'))
}
