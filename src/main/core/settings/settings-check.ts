import * as z from 'zod'
import type { Sentence } from '../../../shared/i18n/say'
import { isSettingName, settingTable, type SettingName } from '../../../shared/settings/settings'
import { recordVariables, unknownVariable } from '../../../shared/crm/template'
import { isInsecure } from '../pabx/loopback'

/** What is wrong with a typed value, in one sentence for each kind of value; or null. */
export function whyNot(name: string, value: unknown, allowsInsecure: boolean): Sentence | null {
  if (!isSettingName(name)) return { key: 'setting_invalid' }
  const read = settingTable[name].schema.safeParse(value)
  if (!read.success) return whyInvalid(name, value)
  const address = typeof read.data === 'string' ? read.data : ''
  if (name === 'pabx.baseUrl' && !allowsInsecure && isInsecure(address))
    return { key: 'failure_insecure_http_refused' }
  return name === 'updates.feedUrl' && isInsecure(address) ? { key: 'update_insecure_feed' } : null
}

const hasCredentials = (value: unknown): boolean =>
  typeof value === 'string' && /^\s*https?:\/\/[^/?#]*@/i.test(value)

function whyInvalid(name: SettingName, value: unknown): Sentence {
  if (name.startsWith('hotkeys.')) return { key: 'hotkey_invalid' }
  if (name === 'pabx.baseUrl' || name === 'updates.feedUrl')
    return { key: hasCredentials(value) ? 'setting_url_credentials' : 'setting_url_invalid' }
  if (name === 'pabx.proxy')
    return { key: hasCredentials(value) ? 'setting_url_credentials' : 'setting_proxy_invalid' }
  if (name === 'crm.popUrl') return whyNoTemplate(value)
  if (name === 'pabx.caFile') return { key: 'setting_ca_invalid' }
  if (name === 'breaks.plan') return { key: 'setting_plan_invalid' }
  if (name === 'pabx.timeZone') return { key: 'setting_zone_invalid' }
  const { schema } = settingTable[name]
  if (!(schema instanceof z.ZodNumber)) return { key: 'setting_invalid' }
  const [least, most] = [schema.minValue ?? 0, schema.maxValue ?? 0]
  return { key: 'setting_number_invalid', values: { least, most } }
}

function whyNoTemplate(value: unknown): Sentence {
  if (hasCredentials(value)) return { key: 'setting_url_credentials' }
  const unknown = typeof value === 'string' ? unknownVariable(value) : null
  const variables = recordVariables.map((name) => `{${name}}`).join(' ')
  if (unknown !== null) return { key: 'setting_record_variable', values: { name: unknown, variables } }
  return { key: 'setting_record_invalid' }
}
