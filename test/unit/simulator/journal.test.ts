import { expect, it } from 'vitest'
import { note, noteOutcome, type Controls } from '../../../src/simulator/controls'

const entry = {
  at: 0,
  endpoint: 'getAgentList',
  path: '/',
  fields: null,
  keyAccepted: true,
  outcome: 'not answered yet',
  fault: null,
} as const

it('remembers the newest ten thousand requests, under the numbers in which they came', () => {
  const controls: Pick<Controls, 'journal' | 'requests'> = { journal: [], requests: 0 }
  for (let request = 0; request < 10_050; request++) note(controls, entry)
  noteOutcome(controls, 50, 'ok')
  noteOutcome(controls, 10_050, 'ok')
  const { journal } = controls
  expect([journal.length, journal[0]?.number, journal.at(-1)?.number]).toEqual([10_000, 51, 10_050])
  expect(journal.filter(({ outcome }) => outcome === 'ok')).toHaveLength(1)
})
