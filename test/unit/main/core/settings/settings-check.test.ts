import { expect, it } from 'vitest'
import { whyNot } from '../../../../../src/main/core/settings/settings-check'

it.each([
  ['', undefined],
  ['https://crm.example.com/{number}', undefined],
  ['https://crm.example.com/{phone}', 'setting_record_variable'],
  ['https://me:secret@crm.example.com/{number}', 'setting_url_credentials'],
  ['crm.example.com/{number}', 'setting_record_invalid'],
  [7, 'setting_record_invalid'],
])('the address of records %s: %s', (value, key) => {
  expect(whyNot('crm.popUrl', value, false)?.key).toBe(key)
})
