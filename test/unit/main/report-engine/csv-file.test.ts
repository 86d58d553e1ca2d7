import { existsSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pabxTime } from '../../../../src/shared/time'
import { csvSink, readPart, type Resumable } from '../../../../src/main/report-engine/csv-file'
import type { ReportIdentity } from '../../../../src/main/core/reports/resume'
import type { Kept } from '../../../../src/main/core/reports/run'
import { withFolder } from '../../../support/folder'
import { reportIdentity } from '../../../support/samples'

let folder = ''
withFolder((path) => (folder = path))

const identity: ReportIdentity = {
  ...reportIdentity,
  kind: 'tabs',
  period: { first: pabxTime(0), last: pabxTime(86_399) },
}
const keptAfter = (rows: number): Kept => ({
  rows,
  requests: 1,
  undated: 0,
  lateColumns: [],
  moreColumns: false,
  columns: ['agent'],
  incomplete: [],
  position: {
    rest: { first: pabxTime(0), last: pabxTime(600) },
    endIsWhole: true,
    tailDone: false,
    mistrusted: false,
    cap: 2_000,
    crowds: [],
    causes: [],
  },
})
/** A day after the period. */
const later = 2 * 86_400
const sinkAt = (path: string, from: Resumable | null = null, pabxNow = later) =>
  csvSink({
    path,
    part: `${path}.part`,
    kind: 'tabs',
    separator: ';',
    incompleteTitle: 'Incomplete',
    resume: { identity, pabxNow: pabxTime(pabxNow), from },
  })

/** A part with two rows that are noted, and one that is not. */
async function brokenOff(path: string, pabxNow?: number): Promise<void> {
  const sink = sinkAt(path, null, pabxNow)
  await sink.open(['agent'])
  await sink.write([{ agent: 'A' }, { agent: 'B' }])
  await sink.keep?.(keptAfter(2))
  await sink.write([{ agent: 'C' }])
  await sink.leave()
}

describe('a report that did not come to its end', () => {
  it('is gone on from where it was noted, and then no note is left', async () => {
    const path = join(folder, 'tabs.csv')
    await brokenOff(path)
    const part = await readPart(`${path}.part`, identity)
    if (typeof part === 'string') throw new Error(part)
    expect(part.kept).toEqual(keptAfter(2))
    const sink = sinkAt(path, part)
    await sink.write([{ agent: 'D' }])
    await sink.close(['Incomplete: 10:00'])
    expect(readFileSync(path, 'utf8')).toBe('\uFEFFagent\r\nA\r\nB\r\nD\r\nIncomplete: 10:00\r\n')
    expect(existsSync(`${path}.part`)).toBe(false)
    expect(existsSync(`${path}.part.json`)).toBe(false)
  })

  it('may be broken off again and again', async () => {
    const path = join(folder, 'tabs.csv')
    await brokenOff(path)
    for (const agent of ['C', 'D']) {
      const part = await readPart(`${path}.part`, identity)
      if (typeof part === 'string') throw new Error(part)
      const sink = sinkAt(path, part)
      await sink.write([{ agent }])
      await sink.keep?.(keptAfter(part.kept.rows + 1))
      await sink.leave()
    }
    expect(readFileSync(`${path}.part`, 'utf8')).toBe('\uFEFFagent\r\nA\r\nB\r\nC\r\nD\r\n')
  })

  it('is not trusted where the part was changed, was cut, or is of another report', async () => {
    const path = join(folder, 'tabs.csv')
    expect(await readPart(`${path}.part`, identity)).toBe('none')
    await brokenOff(path)
    expect(await readPart(`${path}.part`, { ...identity, companyId: 'other' })).toBe('untrusted')
    const text = readFileSync(`${path}.part`, 'utf8')
    writeFileSync(`${path}.part`, text.replace('A', 'Z'))
    expect(await readPart(`${path}.part`, identity)).toBe('untrusted')
    writeFileSync(`${path}.part`, text)
    expect(await readPart(`${path}.part`, identity)).not.toBe('untrusted')
    truncateSync(`${path}.part`, text.length - 2)
    expect(await readPart(`${path}.part`, identity)).toBe('untrusted')
    rmSync(`${path}.part.json`)
    expect(await readPart(`${path}.part`, identity)).toBe('untrusted')
  })

  it('is not gone on from where records could still come in when it was begun', async () => {
    const path = join(folder, 'tabs.csv')
    // Ten in the morning of the last day; five minutes after its end, when a call of that day may still be under way.
    for (const begunAt of [36_000, 86_700]) {
      await brokenOff(path, begunAt)
      expect(await readPart(`${path}.part`, identity)).toBe('outgrown')
    }
    await brokenOff(path, 86_400 + 3_600)
    expect(await readPart(`${path}.part`, identity)).toMatchObject({ begunAt: 90_000 })
  })

  it('keeps, broken off again, the moment of its first beginning', async () => {
    const path = join(folder, 'tabs.csv')
    await brokenOff(path)
    const part = await readPart(`${path}.part`, identity)
    if (typeof part === 'string') throw new Error(part)
    const sink = sinkAt(path, part, later + 500_000)
    await sink.write([{ agent: 'C' }])
    await sink.keep?.(keptAfter(3))
    await sink.leave()
    expect(await readPart(`${path}.part`, identity)).toMatchObject({ begunAt: later })
  })

  it('begun anew, forgets the note of the other', async () => {
    const path = join(folder, 'tabs.csv')
    await brokenOff(path)
    const sink = sinkAt(path)
    await sink.open(['agent'])
    expect(existsSync(`${path}.part.json`)).toBe(false)
    await sink.leave()
  })
})

it('a disk that takes no more says so, and the note of what it took stands', async () => {
  const path = join(folder, 'tabs.csv')
  const sink = csvSink({
    path,
    part: `${path}.part`,
    kind: 'tabs',
    separator: ';',
    incompleteTitle: 'Incomplete',
    openPart: () => open('/dev/full', 'w'),
  })
  await expect(sink.open(['agent'])).rejects.toMatchObject({ code: 'ENOSPC' })
  await sink.leave()
  expect(existsSync(path)).toBe(false)
})

it('nothing is written through a link that lies where the part is to be', async () => {
  const [path, victim] = [join(folder, 'tabs.csv'), join(folder, 'victim.txt')]
  writeFileSync(victim, 'mine', { mode: 0o600 })
  symlinkSync(victim, `${path}.part`)
  expect(await readPart(`${path}.part`, identity)).toBe('untrusted')
  const sink = sinkAt(path)
  await sink.open(['agent'])
  await sink.close([])
  expect(readFileSync(victim, 'utf8')).toBe('mine')
  expect(readFileSync(path, 'utf8')).toBe('\uFEFFagent\r\n')
})

it('what is not whole stands at the end, as wide as the records', async () => {
  const path = join(folder, 'tabs.csv')
  const sink = sinkAt(path)
  await sink.open(['agent', 'tab_name', 'destination'])
  await sink.close(['Incomplete: 10:00'])
  expect(readFileSync(path, 'utf8').split('\r\n').at(-2)).toBe('Incomplete: 10:00;;')
})

it('no note is written through a link that lies where its draft is to be', async () => {
  const [path, victim] = [join(folder, 'tabs.csv'), join(folder, 'victim')]
  writeFileSync(victim, 'mine')
  symlinkSync(victim, `${path}.part.json.new`)
  await brokenOff(path)
  expect(readFileSync(victim, 'utf8')).toBe('mine')
  expect(existsSync(`${path}.part.json`)).toBe(true)
})
