import type { Outcome } from '../../shared/outcome'
import { readSettings, settingNames, type Settings } from '../../shared/settings'
import { identityChanges, leftLoggedIn, whyIdentityStays } from './identity-change'
import type { TextExchange } from './ports'
import { isSameValue, type SettingsStore } from './settings-store'
import type { Store } from './store'

/** Settings to a file and back, for the next desk: all of them, and never the key. */
export const exportSettings = (settings: SettingsStore, files: TextExchange): Promise<Outcome> =>
  files.save('vocom-bar-settings.json', `${JSON.stringify(settings.get().values, null, 2)}\n`)

type ImportPorts = {
  readonly settings: SettingsStore
  readonly files: TextExchange
  readonly store: Store
}

const refuse = (what: string): Outcome => ({
  ok: false,
  why: 'badArgument',
  sentence: { key: 'import_refused', values: { what } },
})

/** Takes over a file, or nothing of it. */
export async function importSettings({ settings, files, store }: ImportPorts): Promise<Outcome> {
  const text = await files.open()
  if (text === null) return { ok: true }
  const read = readSettingsFile(text)
  if ('ok' in read) return read
  const { values: now, locked } = settings.get()
  const changed = settingNames.filter(
    (name) =>
      Object.hasOwn(read.values, name) &&
      !locked.includes(name) &&
      !isSameValue(read.values[name], now[name]),
  )
  if (changed.length === 0) return { ok: true, sentence: { key: 'import_nothing' } }
  const wanted = Object.fromEntries(changed.map((name) => [name, read.values[name]]))
  const identity = identityChanges(now, wanted)
  const stays = identity.length === 0 ? null : whyIdentityStays(store.get())
  if (stays !== null) return { ok: false, why: 'refused', sentence: stays }
  const agent = leftLoggedIn(store.get(), identity)
  if (agent !== null)
    return { ok: false, why: 'refused', sentence: { key: 'import_logged_in', values: { agent } } }
  const saved = await settings.save(wanted)
  if (!saved.ok) return { ok: false, why: 'failed', sentence: { key: 'settings_not_written' } }
  return { ok: true, sentence: { key: 'import_done', values: { count: changed.length } } }
}

/** What the file sets, or why nothing of it is taken. */
function readSettingsFile(text: string): { readonly values: Partial<Settings> } | Outcome {
  let tree: unknown
  try {
    tree = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return refuse('JSON')
  }
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return refuse('JSON')
  const { values, problems } = readSettings(tree, 'file')
  const invalid = problems.find(({ why }) => why === 'invalid')
  if (invalid !== undefined) return refuse(invalid.name)
  return Object.keys(values).length === 0 ? refuse('–') : { values }
}
