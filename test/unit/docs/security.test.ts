import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const text = readFileSync(join(root, 'docs', 'security.md'), 'utf8')
const [promises = '', checklist = ''] = text.split("## Electron's checklist")

const cellsOf = (part: string): readonly (readonly string[])[] =>
  part
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| --'))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    )

const named = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(({ 1: name = '' }) => name)
const isFile = (name: string): boolean => /^[\w/-]+(\.\w+)*\.(ts|sh)$/.test(name)

/** The test files of a cell, each with what is said of it up to the next one. */
const testsIn = (cell: string): readonly (readonly [file: string, about: string])[] =>
  [
    ...cell.matchAll(
      /`((?:unit|integration|contract|e2e)\/[^`]+\.ts)`((?:(?!`(?:unit|integration|contract|e2e)\/).)*)/g,
    ),
  ].map(({ 1: file = '', 2: about = '' }) => [file, about])

/** A test, and the tables beside it that it goes through. */
function sourceOf(path: string): string {
  const source = readFileSync(path, 'utf8')
  const beside = [...source.matchAll(/from '\.\/([\w-]+)'/g)].map(({ 1: name = '' }) =>
    join(path, '..', `${name}.ts`),
  )
  return [source, ...beside.filter(existsSync).map((other) => readFileSync(other, 'utf8'))].join('\n')
}

const rows = cellsOf(promises)

describe.each(rows)('“%s”', (promise, how = '', heldBy = '') => {
  it('is promised once, and held by tests that there are', () => {
    expect(rows.filter(([other]) => other === promise)).toHaveLength(1)
    const tests = testsIn(heldBy)
    expect(tests).not.toEqual([])
    for (const [file, about] of tests) {
      expect(existsSync(join(root, 'test', file)), file).toBe(true)
      const source = sourceOf(join(root, 'test', file))
      const titles = [...about.matchAll(/“([^”]+)”/g)].map(({ 1: title = '' }) => title)
      // Names in there, but for how often it is to be run.
      const words = named(about).map((word) => word.replace(/=.*/, ''))
      for (const word of words.filter((word) => !/^[A-Z_]+$/.test(word))) expect(source, file).toContain(word)
      for (const title of titles) expect(source, file).toContain(title)
    }
  })

  it('says where in the program', () => {
    const folders = ['src', 'src/main', 'src/main/core', '']
    for (const name of named(how).filter(isFile))
      expect(
        folders.some((folder) => existsSync(join(root, folder, name))),
        name,
      ).toBe(true)
  })
})

it('each point of Electron’s checklist is a step of its test', () => {
  const source = readFileSync(join(root, 'test/e2e/window/checklist.spec.ts'), 'utf8')
  const points = cellsOf(checklist).flatMap(([point = '']) => point.match(/\d+/g) ?? [])
  const steps = [...source.matchAll(/test\.step\('(\d+)(?: and (\d+))? /g)].flatMap(({ 1: one, 2: other }) =>
    [one, other].filter((number) => number !== undefined),
  )
  expect(points.map(Number)).toEqual(Array.from({ length: 20 }, (_none, index) => index + 1))
  expect(steps).toEqual(points)
})
