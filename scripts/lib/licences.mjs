import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { at } from './place.mjs'
import { Stop } from './say.mjs'

const allowed = /^\(?(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|MIT-0|CC0-1\.0)\b/

/**
 * The licences of everything that is shipped, into one text: the packages that the sources import, and all
 * that those need. One that is not allowed stops the build.
 */
export function collectLicences() {
  const found = new Map()
  const waiting = [...importedPackages()]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const folder = at('node_modules', ...name.split('/'))
    if (found.has(name) || !existsSync(join(folder, 'package.json'))) continue
    const {
      version,
      license = 'unknown',
      dependencies = {},
      optionalDependencies = {},
    } = readJson(join(folder, 'package.json'))
    if (!allowed.test(license))
      throw new Stop(`${name} ${version} has the licence ${license}, which is not one of ours.`)
    found.set(name, { version, license, text: licenceText(folder) })
    waiting.push(...Object.keys(dependencies), ...Object.keys(optionalDependencies))
  }
  const entries = [...found].sort(([a], [b]) => a.localeCompare(b))
  const texts = entries.map(
    ([name, { version, license, text }]) => `${name} ${version} (${license})\n\n${text}`,
  )
  writeFileSync(at('out', 'third-party-licenses.txt'), `${texts.join(`\n\n${'-'.repeat(78)}\n\n`)}\n`)
  return entries.length
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()
}

/** The packages named in the import statements of src/. */
function importedPackages() {
  const names = new Set()
  for (const file of readdirSync(at('src'), { recursive: true }).map(String)) {
    if (!/\.(ts|svelte)$/.test(file) || file.includes('generated')) continue
    const source = readFileSync(at('src', file), 'utf8')
    for (const [, from] of source.matchAll(/(?:from|import|\bimport\(|\('?)\s*\(?'([^'.][^']*)'/g)) {
      const name = from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/')
      if (!isBuiltin(from) && name !== 'electron' && existsSync(at('node_modules', ...name.split('/'))))
        names.add(name)
    }
  }
  return names
}
