import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { at } from './lib/place.mjs'
import { main, say, Stop } from './lib/say.mjs'

/*
 * Finds modules of src that import one another in a circle. Imports of types count: they too keep a module from
 * being understood or moved without the others.
 */

await main(() => {
  const imports = new Map(sources().map((file) => [file, []]))
  for (const [file, found] of imports) found.push(...importsOf(file, imports))
  const circles = circlesOf(imports)
  for (const circle of circles)
    say(`import circle: ${circle.map((file) => relative(at(), file)).join(' → ')}`)
  if (circles.length > 0)
    throw new Stop(`${circles.length} import circles; break each at its shortest import`)
})

function sources() {
  return readdirSync(at('src'), { recursive: true })
    .filter((name) => /\.(ts|svelte)$/.test(name) && !name.includes('generated'))
    .map((name) => at('src', name))
}

function importsOf(file, known) {
  const text = readFileSync(file, 'utf8')
  const code = file.endsWith('.svelte') ? [...text.matchAll(/<script[^>]*>(.*?)<\/script>/gs)] : [['', text]]
  return code
    .flatMap(([, script]) => ts.preProcessFile(script).importedFiles)
    .map(({ fileName }) => resolve(file, '..', fileName))
    .flatMap((path) => [path, `${path}.ts`, join(path, 'index.ts')].find((one) => known.has(one)) ?? [])
}

/** One circle, the shortest, for each module that is in any: the same circle is told once. */
function circlesOf(imports) {
  const told = new Map()
  for (const start of imports.keys()) {
    const circle = wayBack(start, imports)
    if (circle !== null) told.set([...circle].sort().join(), [...circle, start])
  }
  return [...told.values()]
}

function wayBack(start, imports) {
  const ways = [[start]]
  const seen = new Set()
  for (const way of ways) {
    for (const next of imports.get(way.at(-1))) {
      if (next === start) return way
      if (!seen.has(next)) ways.push([...way, next])
      seen.add(next)
    }
  }
  return null
}
