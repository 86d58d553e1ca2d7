import { expect, it } from 'vitest'
import { pabxTime } from '../../../../../src/shared/time'
import {
  readNote,
  writeNote,
  type Note,
  type ReportIdentity,
} from '../../../../../src/main/core/reports/resume'
import { noFilters } from '../../../../../src/shared/reports/kinds'
import { reportIdentity } from '../../../../support/samples'

const note: Note = {
  identity: reportIdentity,
  begunAt: pabxTime(90_000),
  extent: { bytes: 4, sha256: 'ab' },
  kept: {
    rows: 2,
    requests: 1,
    undated: 0,
    lateColumns: [],
    moreColumns: false,
    columns: ['a'],
    incomplete: [{ window: { first: pabxTime(0), last: pabxTime(60) }, filters: noFilters, why: 'cut' }],
    position: {
      rest: { first: pabxTime(0), last: pabxTime(600) },
      endIsWhole: true,
      tailDone: false,
      mistrusted: false,
      cap: 2_000,
      crowds: [{ window: { first: pabxTime(0), last: pabxTime(60) }, asked: ['NO_ANSWER'] }],
      causes: ['NO_ANSWER'],
    },
  },
}

it('a note comes back as it was written', () => {
  expect(readNote(writeNote(note), reportIdentity)).toEqual(note)
})

it('a note of another report, another PABX or another shape of file is none', () => {
  const others: readonly Partial<ReportIdentity>[] = [
    { kind: 'tabs' },
    { seconds: { first: pabxTime(60), last: pabxTime(86_340) } },
    { filters: { ...noFilters, hangup_cause: 'USER_BUSY' } },
    { baseUrl: 'https://other.example.com' },
    { companyId: 'other' },
    { separator: ',' },
  ]
  for (const change of others) expect(readNote(writeNote(note), { ...reportIdentity, ...change })).toBeNull()
})

it('what is no note is none', () => {
  for (const text of ['', '{', '[]', '{"version":2}', writeNote(note).slice(0, -1)])
    expect(readNote(text, reportIdentity)).toBeNull()
  expect(readNote(writeNote(note).replace('"bytes":4', '"bytes":-4'), reportIdentity)).toBeNull()
})
