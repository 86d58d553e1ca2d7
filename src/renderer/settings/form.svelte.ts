import { isAltGr, normalised } from '../../shared/settings/accelerator'
import type { Outcome } from '../../shared/outcome'
import type { SettingsForm } from '../../shared/ipc/queries'
import type { Leaving, SettingsDraft } from '../../shared/settings/draft'
import type { SettingName } from '../../shared/settings/settings'
import { bridge } from '../lib/bridge'
import { mirror, text } from '../lib/snapshot.svelte'
import { sections, typedOf, valueOf, type Field } from './fields'

/** Of these the agent sees at once what was chosen. */
const live: readonly SettingName[] = ['language', 'bar.theme']

export type Told = { readonly ok: boolean; readonly sentence: string }

/** The form: begins as it was read, and is the agent's from then on. */
export class Form {
  typed = $state<Record<string, string | boolean>>({})
  key = $state('')
  /** The key is held in memory until the bar quits. */
  session = $state(false)
  problems = $state.raw<Partial<Record<SettingName | 'key', string | undefined>>>({})
  told = $state.raw<Told | null>(null)
  busy = $state(false)
  /** Who is logged in and would be left so by what is to be saved. */
  stillIn = $state<string | null>(null)

  constructor(form: SettingsForm) {
    this.typed = typedOf(form.values)
  }

  async change(field: Field, value: string | boolean): Promise<void> {
    this.typed[field.name] = value
    this.stillIn = null
    const isRight = await this.#check(field, value)
    if (isRight && live.includes(field.name))
      await bridge.dispatch('settings.save', { values: { [field.name]: value }, key: null })
  }

  async chooseFile(field: Field): Promise<void> {
    const chosen = await bridge.query('settings.chooseCaFile')
    if (chosen === null) return
    if (chosen.ok) await this.change(field, chosen.path)
    else this.problems = { ...this.problems, [field.name]: text(chosen.sentence) }
  }

  /** Marks the field; whether there is nothing to mark, and nothing else was typed meanwhile. */
  async #check(field: Field, value: string | boolean): Promise<boolean> {
    const wrong = await bridge.query('settings.check', { name: field.name, value: valueOf(field, value) })
    if (this.typed[field.name] !== value) return false
    this.problems = { ...this.problems, [field.name]: wrong === null ? undefined : text(wrong) }
    return wrong === null
  }

  /** What is wrong with a field, or doubtful about a hotkey beside its form. */
  problem(field: Field): string | undefined {
    return this.problems[field.name] ?? this.#hotkeyNote(field)
  }

  #hotkeyNote(field: Field): string | undefined {
    if (field.kind !== 'hotkey') return undefined
    const keys = String(this.typed[field.name] ?? '')
    if (keys === '') return undefined
    const twin = sections
      .flatMap(({ fields }) => fields)
      .find(
        (other) =>
          other.kind === 'hotkey' &&
          other.name !== field.name &&
          normalised(String(this.typed[other.name] ?? '')) === normalised(keys),
      )
    if (twin !== undefined) return text('hotkey_conflict', { command: text(twin.label) })
    if (mirror.pushed.hotkeys?.refused.includes(field.command) === true) return text('doctor_refused')
    return isAltGr(keys) ? text('hotkey_altgr') : undefined
  }

  #typedKey(): string | null {
    return this.key.trim() === '' ? null : this.key
  }

  #draft(): SettingsDraft {
    return {
      values: Object.fromEntries(
        sections.flatMap(({ fields }) =>
          fields.map((field) => [field.name, valueOf(field, this.typed[field.name] ?? '')] as const),
        ),
      ),
      key: this.#typedKey(),
      session: this.session,
    }
  }

  async save(leaving?: Leaving): Promise<void> {
    const outcome = await bridge.dispatch('settings.save', { ...this.#draft(), leaving })
    this.stillIn = outcome.ok ? null : (outcome.stillLoggedIn ?? null)
    this.problems = outcome.ok
      ? {}
      : Object.fromEntries((outcome.problems ?? []).map(({ name, sentence }) => [name, text(sentence)]))
    this.told = outcome.ok
      ? { ok: true, sentence: text('saved') }
      : { ok: false, sentence: text(outcome.sentence) }
    if (outcome.ok) this.key = ''
  }

  /** Asks the PABX; `only: 'pabx'` while nobody has said yet who works here. */
  async test(only?: SettingsDraft['only']): Promise<boolean> {
    this.busy = true
    this.told = { ok: true, sentence: text('testing') }
    try {
      const { ok, sentence } = await bridge.query('settings.test', { ...this.#draft(), only })
      this.told = { ok, sentence: text(sentence) }
      return ok
    } finally {
      this.busy = false
    }
  }

  tell(outcome: Outcome): void {
    this.told = outcome.sentence === undefined ? null : { ok: outcome.ok, sentence: text(outcome.sentence) }
  }

  async importFile(): Promise<void> {
    this.tell(await bridge.dispatch('settings.import', { key: this.#typedKey() }))
    const read = await bridge.query('settings.read')
    this.typed = typedOf(read.values)
    this.problems = {}
  }
}
