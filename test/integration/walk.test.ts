import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

/*
 * The walk through adding a feature, in CONTRIBUTING.md: each of its pieces is put where it says, into a copy of the tree.
 */

const root = resolve(import.meta.dirname, '../..')
const LIMIT_MS = 300_000
const parts = ['src', 'scripts', 'test', 'project.inlang', 'resources', 'package.json', 'package-lock.json']
const settings = ['tsconfig.base.json', 'vitest.config.ts', 'playwright.config.ts', 'electron.vite.config.ts']

type Piece = {
  readonly file: string
  readonly at: string | null
  readonly where: string
  readonly text: string
}

/** What stands in the document between the fences that name a file. */
const pieces = (): readonly Piece[] =>
  [
    ...readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').matchAll(
      /^```\w+ file=(\S+)(?: (before|after)="([^\n]*)")?\n(.*?)^```$/gms,
    ),
  ].map(({ 1: file = '', 2: at = null, 3: where = '', 4: text = '' }) => ({ file, at, where, text }))

function put(copy: string, { file, at, where, text }: Piece): void {
  const path = join(copy, file)
  if (at === null) {
    expect(existsSync(path), `${file} is new`).toBe(false)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return
  }
  const lines = readFileSync(path, 'utf8').split('\n')
  const line = lines.findIndex((each) => each.startsWith(where))
  expect(line, `${file} has a line that begins with ${where}`).toBeGreaterThan(-1)
  lines.splice(at === 'before' ? line : line + 1, 0, text.trimEnd())
  writeFileSync(path, lines.join('\n'))
}

let copy = ''
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'vocom-bar-walk-'))
  for (const part of [...parts, ...settings, 'eslint.config.js', '.prettierrc.json'])
    if (existsSync(join(root, part))) cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function run(...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: copy, encoding: 'utf8' })
  expect(status, `${words.join(' ')}\n${stdout}${stderr}`).toBe(0)
  return stdout
}

it(
  'adds a feature that the checks take',
  () => {
    const all = pieces()
    for (const piece of all) put(copy, piece)
    const files = [...new Set(all.map(({ file }) => file))]
    expect(files.length).toBeGreaterThan(8)
    const bin = (...path: string[]) => join('node_modules', ...path)
    run(bin('prettier', 'bin', 'prettier.cjs'), '--write', ...files)
    run(join('scripts', 'messages.mjs'))
    // All of the core is reached from the tests.
    run(bin('typescript-native', 'bin', 'tsc'), '-p', 'test')
    run(bin('eslint', 'bin', 'eslint.js'), ...files.filter((file) => /^src.*\.ts$/.test(file)))
    const tests = ['test/unit/main/core/pulse', 'test/unit/shared/commands', 'test/unit/shared/i18n']
    expect(run(bin('vitest', 'vitest.mjs'), 'run', '--project', 'unit', ...tests)).toContain('pulse')
  },
  LIMIT_MS,
)
