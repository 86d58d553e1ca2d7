import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { at } from '../lib/place.mjs'

/** What is read at a start, and what is installed. Kilobytes are of 1,000 bytes, gzipped. */
export function benchSizes() {
  const main = filesOf(at('out', 'main'), '.js')
  const page = filesOf(at('out', 'renderer'), '.js', '.css', '.html')
  const lines = [
    line('size of main, gzipped', kilobytes(main), 400),
    line('size of the renderer, gzipped', kilobytes(page), 150),
  ]
  const asar = at('dist', 'linux-unpacked', 'resources', 'app.asar')
  if (existsSync(asar)) lines.push(line('size of app.asar', statSync(asar).size / 1_000, 3_000))
  return lines
}

const line = (name, size, goal) =>
  `${name.padEnd(30)} ${size.toFixed(0)} kB  goal ≤ ${goal} kB: ${size <= goal ? 'met' : 'MISSED'}`

const filesOf = (folder, ...endings) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .map((name) => join(folder, name))

const kilobytes = (paths) => paths.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0) / 1_000
