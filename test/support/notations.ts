import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Notation = {
  readonly written: string
  readonly proposed: string
  readonly also: readonly string[]
  readonly beside: string
}

const named: Readonly<Record<string, string>> = { tab: '\t', 'new line': '\n' }

/** What stands in brackets because a table cannot show it. */
const unfolded = (cell: string): string =>
  cell.replace(/\[(tab|new line|U\+([0-9A-F]{4}))\]/g, (_all, name: string, code: string | undefined) =>
    code === undefined ? (named[name] ?? '') : String.fromCodePoint(parseInt(code, 16)),
  )

/** The lines of test/unit/shared/phone/phone-notations.md. */
export function notations(): readonly Notation[] {
  const file = join(import.meta.dirname, '../unit/shared/phone/phone-notations.md')
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, written = '', proposed = '', also = '', beside = ''] = line.split('|')
      return {
        written: unfolded(/`(.*)`/s.exec(written)?.[1] ?? ''),
        proposed: proposed.trim(),
        also: also.split(',').flatMap((number) => (number.trim() === '' ? [] : [number.trim()])),
        beside: beside.trim(),
      }
    })
}
