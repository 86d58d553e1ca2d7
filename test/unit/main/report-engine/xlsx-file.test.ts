import { existsSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import type { FileOptions } from '../../../../src/main/report-engine/report-place'
import { xlsxSink } from '../../../../src/main/report-engine/xlsx-file'
import { withFolder } from '../../../support/folder'

let folder = ''
withFolder((path) => (folder = path))

const sinkAt = (path: string, more: Partial<FileOptions> = {}) =>
  xlsxSink({
    path,
    part: `${path}.part`,
    kind: 'tabs',
    separator: ';',
    incompleteTitle: 'Incomplete',
    ...more,
  })
const sheets = (path: string) => {
  const parts = unzipSync(readFileSync(path))
  return Object.keys(parts)
    .filter((name) => name.includes('worksheets'))
    .map((name) => strFromU8(parts[name] ?? new Uint8Array()))
}

it('a report is a workbook; what is not whole stands in a sheet of its own', async () => {
  const path = join(folder, 'tabs.xlsx')
  const sink = sinkAt(path)
  await sink.open(['agent'])
  await sink.write([{ agent: 'A' }, { agent: 'B' }])
  await sink.close(['Incomplete: 10:00'])
  const [rows = '', incomplete = ''] = sheets(path)
  expect(rows.match(/<row>/g)).toHaveLength(3)
  expect(incomplete).toContain('Incomplete: 10:00')
  expect(existsSync(`${path}.part`)).toBe(false)
})

it('one that did not come to its end leaves a part that opens as a workbook of what was read', async () => {
  const path = join(folder, 'tabs.xlsx')
  const sink = sinkAt(path)
  await sink.open(['agent'])
  await sink.write([{ agent: 'A' }])
  await sink.leave()
  expect(existsSync(path)).toBe(false)
  expect(sheets(`${path}.part`)[0]).toContain('>A<')
})

it('a disk that takes no more says so, once, and can be left', async () => {
  const path = join(folder, 'tabs.xlsx')
  const sink = sinkAt(path, { openPart: () => open('/dev/full', 'w') })
  const written = (async () => {
    await sink.open(['agent'])
    await sink.write(Array.from({ length: 5_000 }, () => ({ agent: String(Math.random()) })))
    await sink.close([])
  })()
  await expect(written).rejects.toMatchObject({ code: 'ENOSPC' })
  await sink.leave()
  expect(existsSync(path)).toBe(false)
})
