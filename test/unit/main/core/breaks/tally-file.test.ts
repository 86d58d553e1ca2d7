import { describe, expect, it } from 'vitest'
import { fileOutcome } from '../../../../../src/main/core/persistence/file-outcome'
import { exportTally, tallyCsv } from '../../../../../src/main/core/breaks/tally-file'
import { emptyHistory, type History } from '../../../../../src/shared/history/history'

const history: History = {
  ...emptyHistory,
  breaks: [
    { day: '2026-03-02', name: 'Lanche', count: 2, milliseconds: 605_000 },
    { day: '2026-03-01', name: '=Almoço', count: 1, milliseconds: 5_400_000 },
  ],
}

describe('the tally of breaks as a file', () => {
  it('has a line for each day and break, oldest first, and nothing that a spreadsheet would run', () => {
    expect(tallyCsv(history, 'pt-BR').split('\r\n')).toEqual([
      '\uFEFFDia;Pausa;Vezes;Tempo',
      "2026-03-01;'=Almoço;1;1:30:00",
      '2026-03-02;Lanche;2;0:10:05',
      '',
    ])
  })

  it('is told of by where it was written, or by why it was not', async () => {
    const written: string[] = []
    const files = {
      save: (name: string, text: string) => {
        written.push(name, text)
        return Promise.resolve({ ok: true } as const)
      },
      open: () => Promise.resolve(null),
    }
    expect(await exportTally(history, 'en', files)).toEqual({ ok: true })
    expect(written).toEqual(['vocom-breaks.csv', tallyCsv(history, 'en')])
    const failure = (code: string) => Promise.reject(Object.assign(new Error('x'), { code }))
    const values = { path: '/x.csv' }
    expect(await fileOutcome('/x.csv', Promise.resolve())).toEqual({
      ok: true,
      sentence: { key: 'file_written', values },
    })
    expect(await fileOutcome('/x.csv', failure('EACCES'))).toMatchObject({
      ok: false,
      sentence: { key: 'file_not_written', values },
    })
    expect(await fileOutcome('/x.csv', failure('ENOSPC'))).toMatchObject({
      ok: false,
      sentence: { key: 'file_disk_full', values },
    })
  })
})
