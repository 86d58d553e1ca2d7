import { expect, it } from 'vitest'
import { parseArguments } from '../../../../src/main/core/cli-args'

it.each([
  [['--run', 'call.hangUp'], { kind: 'run', command: 'call.hangUp', argument: undefined }],
  [['--run', 'break.start', 'Almoço'], { kind: 'run', command: 'break.start', argument: 'Almoço' }],
  [['--run=call.dial', '11999990000'], { kind: 'run', command: 'call.dial', argument: '11999990000' }],
  [['--dial', '(11) 99999-0000'], { kind: 'run', command: 'call.dial', argument: '(11) 99999-0000' }],
  [['--status', '--json'], { kind: 'status', json: true }],
  [['--user-data-dir=/x', '--no-sandbox', '--status'], { kind: 'status', json: false }],
  [['--version'], { kind: 'version', verbose: false }],
  [['--help', '--run', 'x'], { kind: 'help' }],
  [['tel:123'], { kind: 'bar', links: ['tel:123'] }],
  [[], { kind: 'bar', links: [] }],
  [['--dial'], { kind: 'mistake', sentence: { key: 'cli_value_missing', values: { flag: 'dial' } } }],
  [
    ['--run', '--status'],
    { kind: 'mistake', sentence: { key: 'cli_value_missing', values: { flag: 'run' } } },
  ],
  [['https://example.com'], { kind: 'mistake', sentence: { key: 'link_refused' } }],
])('%j', (words, invocation) => {
  expect(parseArguments(words).invocation).toEqual(invocation)
})

it('says at once that an argument is too long; a link is cut, and refused as what it is', () => {
  const figures = '1'.repeat(5_000)
  expect(parseArguments(['--dial', figures]).invocation).toMatchObject({
    kind: 'mistake',
    sentence: { key: 'cli_word_too_long' },
  })
  expect(parseArguments([`tel:${figures}`]).invocation).toMatchObject({ kind: 'bar' })
})

it.each([
  [['--dial', '11', '99999-9999'], '99999-9999'],
  [['--run', 'call.dial', '+55', '11', '99999-9999'], '11'],
  [['--run', 'call.transfer', '20', '08'], '08'],
])('does nothing by halves: %j', (words, text) => {
  expect(parseArguments(words).invocation).toEqual({
    kind: 'mistake',
    sentence: { key: 'cli_words_left', values: { text } },
  })
})
