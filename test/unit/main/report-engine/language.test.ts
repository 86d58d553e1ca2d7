import { expect, it } from 'vitest'
import { openRecords } from '../../../../src/main/report-engine/records'
import { causeText, causeWords } from '../../../../src/shared/reports/causes'
import type { Locale } from '../../../../src/shared/i18n/locale'
import { withFolder } from '../../../support/folder'

let folder = ''
withFolder((path) => (folder = path))

async function sorted(
  column: string,
  values: readonly string[],
  descending = false,
  locale: Locale = 'pt-BR',
): Promise<readonly (string | undefined)[]> {
  const records = await openRecords(folder, 'dialer', [column], { locale, causes: causeWords(locale) })
  records.append(values.map((value) => ({ [column]: value })))
  const { rows } = await records.page({ search: '', sort: { column, descending }, offset: 0, limit: 100 })
  return rows.map(([cell]) => cell)
}

it('words are sorted as the language has them, and none comes last either way', async () => {
  const names = ['zé', '', 'Álvaro', 'bruno', 'Ana', '--', 'Fila 10', 'Fila 9']
  const inOrder = ['Álvaro', 'Ana', 'bruno', 'Fila 9', 'Fila 10', 'zé']
  expect(await sorted('agent', names)).toEqual([...inOrder, '', '--'])
  expect((await sorted('agent', names, true)).slice(0, 6)).toEqual(inOrder.toReversed())
  expect((await sorted('agent', names, true)).slice(6).sort()).toEqual(['', '--'])
})

it('Spanish has its own letter after n', async () => {
  expect(await sorted('queue', ['ñu', 'nz', 'o', 'na'], false, 'es')).toEqual(['na', 'nz', 'ñu', 'o'])
})

it('numbers are sorted as numbers, before words; durations by how long they are', async () => {
  expect(await sorted('mailing_key', ['100', 'B', '9', '10'])).toEqual(['9', '10', '100', 'B'])
  const times = ['--:--:--', '100:00:00', '00:00:09', '09:59:59']
  expect(await sorted('ringing_duration', times)).toEqual(['00:00:09', '09:59:59', '100:00:00', '--:--:--'])
  expect((await sorted('ringing_duration', times, true))[0]).toBe('100:00:00')
})

it('hang-up causes are sorted by the words that are seen', async () => {
  // Chamada recusada, Não atende, Número ocupado, X.
  expect(await sorted('hangup_cause', ['USER_BUSY', 'X', 'NO_ANSWER', 'CALL_REJECTED'])).toEqual([
    'CALL_REJECTED',
    'NO_ANSWER',
    'USER_BUSY',
    'X',
  ])
})

it('a search takes no notice of accents and capitals, and finds what is seen: causes and dates in the language', async () => {
  const records = await openRecords(folder, 'dialer', ['date_time_start', 'agent', 'hangup_cause'], {
    locale: 'pt-BR',
    causes: causeWords('pt-BR'),
  })
  records.append([
    { date_time_start: '2020-09-02 18:03:12', agent: 'A\u0301lvaro', hangup_cause: 'USER_BUSY' },
    { date_time_start: '2020-02-09 18:03:12', agent: 'São José', hangup_cause: 'NO_ANSWER' },
  ])
  const found = async (search: string): Promise<readonly (string | undefined)[]> =>
    (await records.page({ search, sort: null, offset: 0, limit: 10 })).rows.map((cells) => cells[2])
  expect(await found('alvaro')).toEqual(['USER_BUSY'])
  expect(await found('SAO JOSE')).toEqual(['NO_ANSWER'])
  expect(await found('nao atende')).toEqual(['NO_ANSWER'])
  expect(await found('número ocup')).toEqual(['USER_BUSY'])
  expect(await found('02/09/2020')).toEqual(['USER_BUSY'])
  expect(await found('02/09/2020, 18:03')).toEqual(['USER_BUSY'])
  expect(await found('user_busy')).toEqual(['USER_BUSY'])
  // As the summary names it, and the table's cell.
  expect(await found(causeText('USER_BUSY', 'pt-BR'))).toEqual(['USER_BUSY'])
})
