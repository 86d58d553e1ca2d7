import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const NAME = /^export (?:declare )?const (\w+)\b/gm

/**
 * Gives the compiled messages of a language as one object, by key. Of `import * as` a bundler makes a getter for each of
 * the two thousand messages, which cost every start some fifteen milliseconds in main alone.
 */
export function addCatalogue(folder, locale) {
  const keys = [...readFileSync(join(folder, `${locale}.js`), 'utf8').matchAll(NAME)].map(([, key]) => key)
  appendFileSync(join(folder, `${locale}.js`), `export const catalogue = { ${keys.join(', ')} };\n`)
  const types = keys.map((key) => `readonly ${key}: typeof ${key}`).join('; ')
  appendFileSync(join(folder, `${locale}.d.ts`), `export const catalogue: { ${types} };\n`)
}
