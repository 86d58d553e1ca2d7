import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { at } from './place.mjs'
import { Stop } from './say.mjs'

const allowed = /^\(?(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|MIT-0|CC0-1\.0)\b/

/**
 * The licences of everything that is shipped, into one text: the packages that the bundler took in, as it noted them, and
 * those that stay outside the bundles with all that they need. One that is not allowed stops the build.
 */
export function collectLicences() {
  const entries = [...new Set([...bundled(), ...outside()])]
    .map(describe)
    .sort((a, b) => a.title.localeCompare(b.title))
  const text = entries.map(({ title, licence }) => `${title}\n\n${licence}`)
  writeFileSync(at('out', 'third-party-licenses.txt'), `${text.join(`\n\n${'-'.repeat(78)}\n\n`)}\n`)
  return entries.map(({ title }) => title)
}

/** The folders that the bundler noted (electron.vite.config.ts). */
function bundled() {
  const notes = ['main', 'preload', 'renderer'].map((part) => at('out', 'shipped', `${part}.json`))
  return notes.flatMap((note) => readJson(note))
}

/** The packages under `dependencies` and all that they need, found as Node would find them. */
function outside() {
  const found = new Set()
  const waiting = Object.keys(readJson(at('package.json')).dependencies).map((name) => ({ name, from: at() }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const folder = resolve(next)
    if (folder === undefined || found.has(folder)) continue
    found.add(folder)
    const { dependencies = {}, optionalDependencies = {} } = readJson(join(folder, 'package.json'))
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
      waiting.push({ name, from: folder })
  }
  return found
}

/** An optional package may be absent: it was made for another system. */
function resolve({ name, from }) {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', ...name.split('/'))
    if (existsSync(join(place, 'package.json'))) return place
    if (folder === dirname(folder)) return undefined
  }
}

function describe(folder) {
  const { name, version, licenses, ...described } = readJson(join(folder, 'package.json'))
  // The older form is a list.
  const { license = licenses?.[0]?.type ?? 'unknown' } = described
  if (!allowed.test(license))
    throw new Stop(`${name} ${version} has the licence ${license}, which is not one of ours.`)
  return { title: `${name} ${version} (${license})`, licence: licenceText(folder) }
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()
}
