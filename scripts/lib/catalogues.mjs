import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A message without placeholders, as the compiler writes it: its text is a template that can stand alone. */
const PLAIN = / \(\) => \{\s+return \/\*\* \S+ \S+ \*\/ \((`(?:[^`\\]|\\.)*`)\)\s+\};?\s*$/

/**
 * Gives the compiled messages of a language as one object, by key: a message without placeholders as its text, another
 * as its function. Of `import * as` a bundler makes a getter for each of the two thousand messages; those, and a function
 * for each plain text, would hold up the start of main and of every page. The object is made on demand, because hardly
 * any program speaks more than one language.
 */
export function addCatalogue(folder, locale) {
  const code = readFileSync(join(folder, `${locale}.js`), 'utf8')
  const messages = code
    .split(/^export const (?=\w)/m)
    .slice(1)
    .map((one) => ({ key: /^\w+/.exec(one)[0], text: PLAIN.exec(one)?.[1] }))
  const values = messages.map(({ key, text }) => (text === undefined ? key : `${key}: ${text}`))
  const types = messages.map(
    ({ key, text }) => `readonly ${key}: ${text === undefined ? `typeof ${key}` : 'string'}`,
  )
  appendFileSync(
    join(folder, `${locale}.js`),
    `\nexport const catalogue = () => ({ ${values.join(', ')} });\n`,
  )
  appendFileSync(join(folder, `${locale}.d.ts`), `export const catalogue: () => { ${types.join('; ')} };\n`)
}
