import { describe, expect, it } from 'vitest'
import { findNumber, parseNumber } from '../../../src/shared/phone-number'

describe('a number', () => {
  it.each([
    ['(11) 99999-9999', '11999999999'],
    ['+55 11 4002-8922', '+551140028922'],
    ['0800 123 4567', '08001234567'],
    ['0 15 11 99999 9999', '015119' + '99999999'],
    ['*7#', '*7#'],
    ['11\u00a099999\u20119999', '11999999999'],
    ['1', null],
    ['abc', null],
    ['1'.repeat(33), null],
  ])('%s is %s', (text, number) => {
    expect(parseNumber(text)).toBe(number)
  })
})

describe('a number in a longer text', () => {
  it.each([
    ['Maria Silva, (11) 99999-9999, São Paulo', '11999999999'],
    ['tel. 0800 123 4567 (grátis)', '08001234567'],
    ['+44 20 7946 0958', '+442079460958'],
    ['2026-11-24 13:55', null],
    ['24/11/2026 13:55:07', null],
    ['em 24/11/2026 às 13:55 ligou 11 4002-8922', '1140028922'],
    ['no number here', null],
  ])('%s: %s', (text, number) => {
    expect(findNumber(text)).toBe(number)
  })
})
