import { expect, it } from 'vitest'
import { bodyText } from '../../../../../src/main/core/pabx/body-text'

const utf8 = Buffer.from('{"break_name":"Almoço"}', 'utf8')
const latin1 = Buffer.from('{"break_name":"Almoço"}', 'latin1')

it.each([
  ['UTF-8, said so', utf8, 'application/json; charset=utf-8'],
  ['UTF-8, not said', utf8, 'application/json'],
  ['UTF-8, nothing said at all', utf8, undefined],
  ['UTF-8, with a name that nobody knows', utf8, 'application/json; charset=klingon'],
  ['Latin-1, said so', latin1, 'application/json; charset=ISO-8859-1'],
  ['Latin-1, not said', latin1, 'application/json'],
  ['Latin-1, called UTF-8', latin1, 'application/json; charset="UTF-8"'],
])('is read: %s', (_what, bytes, contentType) => {
  expect(bodyText(bytes, contentType)).toBe('{"break_name":"Almoço"}')
})
