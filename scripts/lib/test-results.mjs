import { existsSync, readFileSync } from 'node:fs'

const NOTHING = { passed: 0, failed: 0, skipped: [], profiles: {} }

/** How many of these tests passed under each profile of the demo PABX, by what their names say. */
function byProfile(names) {
  const profiles = {}
  for (const name of names) {
    const profile = /under the profile (\w+)/.exec(name)?.[1]
    if (profile !== undefined) profiles[profile] = (profiles[profile] ?? 0) + 1
  }
  return profiles
}

/** What a vitest JSON report says: tests passed and failed (a file that could not be loaded counts as one), and every skip. */
export function readVitest(file) {
  const report = parsed(file)
  if (report === undefined) return NOTHING
  const tests = report.testResults.flatMap((suite) => suite.assertionResults)
  const unloaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  )
  const passed = tests.filter((test) => test.status === 'passed')
  return {
    passed: passed.length,
    profiles: byProfile(passed.map((test) => test.fullName)),
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
  const tests = report.suites.flatMap((suite) => testsOf(suite))
  const of = (...statuses) => tests.filter((test) => statuses.includes(test.status))
  return {
    passed: of('expected').length,
    profiles: byProfile(of('expected').map((test) => test.path)),
    failed: of('unexpected', 'flaky').length,
    skipped: of('skipped').map(
      (test) =>
        `${test.title} (${test.annotations.find((note) => note.type === 'skip')?.description ?? 'no reason given'})`,
    ),
  }
}

function testsOf(suite, above = '') {
  const path = `${above} ${suite.title ?? ''}`
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({
      ...test,
      title: spec.title,
      path: `${path} ${spec.title} ${test.projectName ?? ''}`,
    })),
  )
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, path))]
}

function parsed(file) {
  if (!existsSync(file)) return undefined
  return JSON.parse(readFileSync(file, 'utf8'))
}
