import { describe, expect, it } from 'vitest'
import { proposalIn } from '../../../../src/shared/phone/proposal'
import { notations } from '../../../support/notations'

const all = notations()

it('the table is long enough to mean something', () => {
  expect(all.length).toBeGreaterThan(250)
})

describe('what is proposed of a copied text', () => {
  it.each(all.map((line) => [line.written, line] as const))('%j', (written, { proposed, also, beside }) => {
    const found = proposalIn(written)
    const said =
      found === null
        ? { proposed: '–', also: [], beside: '' }
        : found.kind === 'call'
          ? { proposed: 'the call', also: [], beside: '' }
          : {
              proposed: found.reading.number,
              also: found.reading.others.map(({ number }) => number),
              beside: found.reading.rest,
            }
    expect(said).toEqual({ proposed, also, beside })
  })
})
