import type { Outcome } from '../../shared/outcome'
import { defaultSettings, mergeSettings, settingNames, type Settings } from '../../shared/settings'
import type { TextExchange } from './ports'
import type { SettingsStore } from './settings-store'

/** Settings to a file and back, for the next desk: what differs from the defaults, and never the key. */
export async function exportSettings(settings: SettingsStore, files: TextExchange): Promise<Outcome> {
  const { values } = settings.get()
  const own = Object.fromEntries(
    settingNames
      .filter((name) => JSON.stringify(values[name]) !== JSON.stringify(defaultSettings[name]))
      .map((name) => [name, withoutCredentials(values[name])]),
  )
  const path = await files.save('vocom-bar-settings.json', `${JSON.stringify(own, null, 2)}\n`)
  if (path === null) return { ok: true }
  return typeof path === 'string'
    ? { ok: true, sentence: { key: 'file_written', values: { path } } }
    : { ok: false, why: 'failed', sentence: { key: 'report_not_written' } }
}

/** An update feed may be an address with a password in it. */
function withoutCredentials(value: Settings[keyof Settings]): unknown {
  return typeof value === 'string' ? value.replace(/\/\/[^/@\s]+@/, '//') : value
}

/** Takes over a file, or nothing of it. */
export async function importSettings(settings: SettingsStore, files: TextExchange): Promise<Outcome> {
  const text = await files.open()
  if (text === null) return { ok: true }
  const refuse = (what: string): Outcome => ({
    ok: false,
    why: 'badArgument',
    sentence: { key: 'import_refused', values: { what } },
  })
  let tree: unknown
  try {
    tree = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return refuse('JSON')
  }
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return refuse('JSON')
  const { values, problems } = mergeSettings(tree, {})
  const invalid = problems.find(({ why }) => why === 'invalid')
  if (invalid !== undefined) return refuse(invalid.name)
  const changed = settingNames.filter(
    (name) => JSON.stringify(values[name]) !== JSON.stringify(defaultSettings[name]),
  )
  if (changed.length === 0) return refuse('–')
  const saved = await settings.save(Object.fromEntries(changed.map((name) => [name, values[name]])))
  if (!saved.ok) return { ok: false, why: 'failed', sentence: { key: 'settings_not_written' } }
  return { ok: true, sentence: { key: 'import_done', values: { count: changed.length } } }
}
