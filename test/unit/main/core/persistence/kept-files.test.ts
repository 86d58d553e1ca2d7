import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keptFiles } from '../../../../../src/main/core/persistence/kept-files'

const docs = join(import.meta.dirname, '../../../../../docs')

describe.each(['privacy.md', 'privacidade.md'])('docs/%s', (name) => {
  const rows = readFileSync(join(docs, name), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1] ?? '')

  it('says of every file what it holds and for how long, and of no other', () => {
    const named = rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(({ 1: file = '' }) => file))
    // What the log becomes when it has grown too long.
    expect(named.sort()).toEqual([...Object.values(keptFiles), 'logs/main.old.log'].sort())
  })
})
