import { expect, it } from 'vitest'
import { whyNot } from '../../../../../src/main/core/settings/settings-check'

it.each<[string, unknown, boolean, string | null]>([
  ['pabx.baseUrl', 'https://pabx.example', false, null],
  ['pabx.baseUrl', 'http://127.0.0.1:8080', false, null],
  ['pabx.baseUrl', 'http://192.0.2.1', false, 'failure_insecure_http_refused'],
  ['pabx.baseUrl', 'http://192.0.2.1', true, null],
  ['pabx.baseUrl', 'pabx.example', true, 'setting_url_invalid'],
  ['pabx.baseUrl', '', false, null],
  ['updates.feedUrl', 'http://x', true, 'update_insecure_feed'],
  ['updates.feedUrl', '', false, null],
  ['updates.feedUrl', 'https://feed.example/a/b?c=@d', false, null],
  ['updates.feedUrl', 'https://deploy:secret@feed.example', false, 'setting_url_credentials'],
  ['pabx.baseUrl', 'https://me@pabx.example', false, 'setting_url_credentials'],
  ['pabx.proxy', 'system', false, null],
  ['pabx.proxy', 'none', false, null],
  ['pabx.proxy', 'http://proxy.example:8080', false, null],
  ['pabx.proxy', 'http://[2001:db8::1]:8080/', false, null],
  ['pabx.proxy', 'https://proxy.example:8080', false, 'setting_proxy_invalid'],
  ['pabx.proxy', 'proxy.example:8080', false, 'setting_proxy_invalid'],
  ['pabx.proxy', 'http://me:secret@proxy.example:8080', false, 'setting_url_credentials'],
  ['pabx.caFile', '', false, null],
  ['pabx.caFile', '/etc/company.pem', false, null],
  ['pabx.caFile', 'C:\\company.pem', false, null],
  ['pabx.caFile', 'company.pem', false, 'setting_ca_invalid'],
  ['pabx.caFile', '\\\\server\\share\\company.pem', false, 'setting_ca_invalid'],
  ['pabx.caFile', '//server/share/company.pem', false, 'setting_ca_invalid'],
  ['sync.intervalSeconds', 0, false, 'setting_number_invalid'],
  ['breaks.plan', ['25:00 10'], false, 'setting_plan_invalid'],
  ['pabx.timeZone', 'Mars/Base', false, 'setting_zone_invalid'],
  ['hotkeys.call.hold', 'Ctrl+', false, null],
  ['no.such.setting', 1, false, 'setting_invalid'],
])('%s: %j, plain http allowed: %s', (name, value, allowsInsecure, key) => {
  expect(whyNot(name, value, allowsInsecure)?.key ?? null).toBe(key)
})
