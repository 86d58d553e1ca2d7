import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withKeys } from '../../../../src/renderer/lib/keys'

const keysOf = (names: readonly string[]) => withKeys(names, (name) => name).map(({ key }) => key)

describe('the keys of a list from outside', () => {
  it('are the names where each is there once', () => {
    expect(keysOf(['a', 'b'])).toEqual(['a', 'b'])
  })

  it('tell items of the same name apart, in their order', () => {
    expect(keysOf(['a', 'a 2', 'a', 'a', ''])).toEqual(['a', 'a 2', 'a 3', 'a 4', ''])
  })

  it('are never there twice, and leave out nobody', () => {
    const name = fc.constantFrom('a', 'a 2', 'a 3', 'a 2 2', '', ' 2')
    fc.assert(
      fc.property(fc.array(name, { maxLength: 40 }), (names) => {
        expect(new Set(keysOf(names)).size).toBe(names.length)
        expect(withKeys(names, (one) => one).map(({ item }) => item)).toEqual(names)
      }),
    )
  })
})
