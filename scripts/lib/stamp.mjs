import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { at } from './place.mjs'

/** A digest of files and folders by name and content: equal digests need no work. */
export function digest(...paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesOf).sort()) hash.update(path).update(readFileSync(at(path)))
  return hash.digest('hex')
}

const generated = join('src', 'shared', 'i18n', 'generated')

function filesOf(path) {
  if (!existsSync(at(path)) || path === generated) return []
  if (!statSync(at(path)).isDirectory()) return [path]
  return readdirSync(at(path)).flatMap((name) => filesOf(join(path, name)))
}

/** Runs the work unless the stamp says that it was done for that digest. */
export function once(stamp, current, work) {
  const path = at(stamp)
  if (existsSync(path) && readFileSync(path, 'utf8') === current) return false
  work()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, current)
  return true
}
