import type { Snapshot } from '../../../shared/snapshot/state'
import type { Outcome } from '../../../shared/outcome'
import { say, type PlainKey } from '../../../shared/i18n/say'
import {
  isGrave,
  policyOnly,
  readSettings,
  settingNames,
  type SettingName,
  type Settings,
} from '../../../shared/settings/settings'
import { identityChanges, leftLoggedIn, whyIdentityStays } from '../agent/identity-change'
import type { ConfirmImport, TextExchange } from '../kernel/ports'
import { bareKey, keepKey, needsKey, type SavePorts } from './settings-save'
import { isSameValue, type SettingsStore } from './settings-store'

/** Exports the settings to a file, for use at another desk: everything that an agent may set, and never the key. */
export function exportSettings(settings: SettingsStore, files: TextExchange): Promise<Outcome> {
  const { values } = settings.get()
  const own = Object.fromEntries(
    settingNames.filter((name) => !policyOnly.includes(name)).map((name) => [name, values[name]]),
  )
  return files.save('vocom-bar-settings.json', `${JSON.stringify(own, null, 2)}\n`)
}

type ImportPorts = Pick<SavePorts, 'store' | 'settings' | 'keyRing' | 'clock' | 'forgetCopied'> & {
  readonly files: TextExchange
  readonly confirmImport: ConfirmImport
}

const refuse = (what: string): Outcome => ({
  ok: false,
  why: 'badArgument',
  sentence: { key: 'import_refused', values: { what } },
})

/** Imports a settings file, all of it or nothing. Asks first, and shows everything that would change. */
export async function importSettings(ports: ImportPorts, typedKey: string | null): Promise<Outcome> {
  const { settings, files, store } = ports
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
  const early = whyNotNow(store.get(), identity)
  if (early !== null) return early
  const moves = await needsKey(ports, { ...now, ...wanted })
  const key = bareKey(typedKey)
  if (moves && key === null) return { ok: false, why: 'refused', sentence: { key: 'key_retype' } }
  const words = (key: PlainKey): string => say({ key }, store.get().profile.locale)
  const detail = changesOf(now, wanted)
  const question = {
    question: words('import_question'),
    yes: words('import_yes'),
    no: words('cancel'),
    detail,
  }
  if (!(await ports.confirmImport(question))) return { ok: true }
  // A call may have begun before the agent answered.
  const late = whyNotNow(store.get(), identity)
  if (late !== null) return late
  const saved = await settings.save(wanted)
  const trouble = moves && key !== null ? await keepKey(ports, key, false) : null
  if (!saved.ok) return { ok: false, why: 'failed', sentence: { key: 'settings_not_written' } }
  if (trouble !== null) return { ok: false, why: 'failed', sentence: trouble }
  return { ok: true, sentence: { key: 'import_done', values: { count: changed.length } } }
}

/** Why the identity cannot change now, if the file would change it. */
function whyNotNow(snapshot: Snapshot, identity: readonly SettingName[]): Outcome | null {
  const stays = identity.length === 0 ? null : whyIdentityStays(snapshot)
  if (stays !== null) return { ok: false, why: 'refused', sentence: stays }
  const agent = leftLoggedIn(snapshot, identity)
  if (agent === null) return null
  return { ok: false, why: 'refused', sentence: { key: 'import_logged_in', values: { agent } } }
}

/** The limits of what fits on a screen: lines, and characters of a value. */
const LINES_SHOWN = 25
const VALUE_SHOWN = 150

function changesOf(now: Settings, wanted: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(wanted) as SettingName[]
  const shownValue = (value: unknown): string => JSON.stringify(value).slice(0, VALUE_SHOWN)
  const line = (name: SettingName): string =>
    `${name}: ${shownValue(now[name])} → ${shownValue(wanted[name])}`
  // Grave settings first, because a manipulated file would aim at those; and at where numbers go.
  const isAimedAt = (name: SettingName): boolean => isGrave(name) || /^(crm|door)\./.test(name)
  const grave = names.filter(isAimedAt)
  const ordered = [...grave, ...names.filter((name) => !isAimedAt(name))]
  const lines = ordered.map(line)
  const shown = Math.max(LINES_SHOWN, grave.length)
  return lines.length > shown
    ? [...lines.slice(0, shown), `… +${String(lines.length - shown)}`].join('\n')
    : lines.join('\n')
}

/** The settings in the file, or why none of it is accepted. */
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
