import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { at, root } from './lib/place.mjs'
import { background, foreground } from './lib/run.mjs'
import { main, Stop } from './lib/say.mjs'
import { readPlaywright, readVitest } from './lib/test-results.mjs'

const tool = (...path) => at('node_modules', ...path)
const reports = at('out', 'test-reports')
const notes = at('out', 'test-notes')
/** More room for young objects: with types, ESLint makes so many that collecting them takes an eighth of its time. */
const ESLINT_ROOM = '--max-semi-space-size=64'

/**
 * Every stage by name: what it runs, and how its result is read. A stage without a result is either fine or not. One that
 * waits more than it works starts at once, beside the others, and its output is printed in its turn.
 */
const STAGES = {
  check: { run: check },
  unit: vitest('unit*'),
  contract: vitest('contract'),
  integration: { ...vitest('integration'), waits: true },
  e2e: {
    run: (report, start) =>
      start(
        process.execPath,
        [tool('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'],
        inTree({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
      ),
    read: readPlaywright,
  },
}

/** Each stage passes a signal on to what it has started; the stages after it are not begun. */
let isInterrupted = false
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (isInterrupted = true))

// npm test [-- stage…]
await main(async () => {
  const chosen = process.argv.slice(2)
  const unknown = chosen.find((name) => !(name in STAGES))
  if (unknown !== undefined)
    throw new Stop(`There is no stage "${unknown}"; there are ${Object.keys(STAGES).join(', ')}.`)
  for (const folder of [reports, notes]) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }
  const stages = Object.entries(STAGES)
    .filter(([name]) => chosen.length === 0 || chosen.includes(name))
    .map(([name, stage]) => ({ name, stage, report: at('out', 'test-reports', `${name}.json`) }))
  const early = new Map()
  for (const { name, stage, report } of stages)
    if (stage.waits) early.set(name, stage.run(report, background))
  const results = []
  for (const { name, stage, report } of stages) {
    console.log(`\n── ${name} ──`)
    const code = await (early.get(name)?.end() ?? stage.run(report, foreground))
    if (isInterrupted) throw new Stop('The tests were interrupted.')
    results.push(resultOf(name, stage, report, code))
  }
  printNotes()
  printSummary(results)
})

function resultOf(name, stage, report, code) {
  const result = { passed: 0, failed: 0, skipped: [], ...stage.read?.(report) }
  // A stage that fell over, or had nothing to run, is a failure that no test of it could report.
  const fell = code !== 0 && result.failed === 0
  const empty = stage.read !== undefined && result.passed + result.failed === 0
  if (fell || empty) {
    result.failed += 1
    result.trouble = fell ? `failed (exit status ${code})` : 'ran no tests'
  }
  return { name, counted: stage.read !== undefined, ...result }
}

function printNotes() {
  for (const file of readdirSync(notes)
    .filter((name) => name.endsWith('.txt'))
    .sort()) {
    console.log(`\n${readFileSync(at('out', 'test-notes', file), 'utf8').trimEnd()}`)
  }
}

function printSummary(results) {
  console.log('')
  for (const { name, counted, passed, failed, skipped, trouble } of results) {
    console.log(
      `${name.padEnd(12)} ${counted ? `${passed} passed, ${failed} failed` : trouble ? 'failed' : 'fine'}${trouble ? `: the stage ${trouble}` : ''}`,
    )
    for (const skip of skipped) console.log(`  skipped: ${skip}`)
  }
  printProfiles(results)
  const sum = (count) => results.reduce((total, result) => total + count(result), 0)
  const failed = sum((result) => result.failed)
  const skipped = sum((result) => result.skipped.length)
  console.log(
    `${sum((result) => result.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  )
  process.exitCode = failed > 0 ? 1 : 0
}

/** Which tests met the demo PABX as the document has it, and as the field does. */
function printProfiles(results) {
  const passed = {}
  for (const { profiles = {} } of results)
    for (const [profile, count] of Object.entries(profiles)) passed[profile] = (passed[profile] ?? 0) + count
  const told = Object.entries(passed).map(
    ([profile, count]) => `${count} passed under the profile ${profile}`,
  )
  if (told.length > 0) console.log(`${'profiles'.padEnd(12)} ${told.join(', ')}`)
}

function vitest(projects) {
  const reporters = ['--reporter=default', '--reporter=json']
  const words = [tool('vitest', 'vitest.mjs'), 'run', '--project', projects, ...reporters]
  const run = (report, start) => start(process.execPath, [...words, `--outputFile.json=${report}`], inTree())
  return { run, read: readVitest }
}

/** ESLint takes as long on one core as all other checks take on another. */
async function check() {
  const eslint = background(
    process.execPath,
    [ESLINT_ROOM, tool('eslint', 'bin', 'eslint.js'), '.'],
    inTree(),
  )
  const script = (name) => foreground('npm', ['run', '--silent', name], inTree())
  const others = [await script('types'), await script('shape')]
  return [await eslint.end(), ...others].find((code) => code !== 0) ?? 0
}

function inTree(env) {
  return { cwd: root, env: { ...process.env, ...env } }
}
