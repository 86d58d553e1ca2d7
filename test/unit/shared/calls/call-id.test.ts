import { expect, it } from 'vitest'
import { looksLikeCallId } from '../../../../src/shared/calls/call-id'

it.each([
  ['ce36d513-bcea-4639-adb9-0e947410abc5', true],
  ['  CE36D513-BCEA-4639-ADB9-0E947410ABC5 ', true],
  ['1722433322.000123-sip-trunk', true],
  ['11999999999', false],
  ['+55 (11) 99999-9999', false],
  ['00551199999999900551199999999', false],
  ['abc', false],
  ['a name that somebody copied 1', false],
  ['joao.silva1990@example.com.br', false],
  ['a84b4c76e66710ff@pabx.example.com', true],
  ['', false],
])('%s: %s', (text, isOne) => {
  expect(looksLikeCallId(text)).toBe(isOne)
})
