import { expect, it } from 'vitest'
import {
  readProxyAnswer,
  settledWays,
  type Way,
} from '../../../../../../src/main/core/pabx/network/proxy-answer'

const one = { host: 'one.example', port: 8080 }

it.each<[string, readonly Way[]]>([
  ['DIRECT', ['direct']],
  ['', ['direct']],
  ['PROXY one.example:8080;DIRECT', [one, 'direct']],
  ['SOCKS5 a:1; HTTPS b:443; PROXY one.example:8080', ['unsupported', 'unsupported', one]],
  ['proxy [2001:db8::1]:3128', [{ host: '2001:db8::1', port: 3128 }]],
  ['PROXY one.example', [{ host: 'one.example', port: 80 }]],
  ['PROXY', ['unsupported']],
])('the answer %j is read', (answer, ways) => {
  expect(readProxyAnswer(answer)).toEqual(ways)
})

it.each<[string, string, readonly Way[] | null]>([
  ['none', 'pabx.example', ['direct']],
  ['system', 'pabx.example', null],
  ['system', 'localhost', ['direct']],
  ['system', '::1', ['direct']],
  ['http://one.example:8080', '127.0.0.1', ['direct']],
  ['http://one.example:8080', 'pabx.example', [one]],
])('pabx.proxy %j says of %s by itself: %j', (setting, host, ways) => {
  expect(settledWays(setting, host)).toEqual(ways)
})
