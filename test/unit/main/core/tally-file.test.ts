import { describe, expect, it } from 'vitest'
import { exportTally, tallyCsv } from '../../../../src/main/core/tally-file'
import { emptyHistory, type History } from '../../../../src/shared/history'

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

  it('says where it was written, or that it was not', async () => {
    const files = (answer: string | null | false) => ({
      save: () => Promise.resolve(answer),
      open: () => Promise.resolve(null),
    })
    expect(await exportTally(history, 'en', files('/x.csv'))).toMatchObject({
      ok: true,
      sentence: { key: 'file_written', values: { path: '/x.csv' } },
    })
    expect(await exportTally(history, 'en', files(null))).toEqual({ ok: true })
    expect(await exportTally(history, 'en', files(false))).toMatchObject({ ok: false })
  })
})
