import { commandOf, hotkeyCommands, type HotkeyCommand } from '../../shared/commands/table'
import type { PlainKey } from '../../shared/i18n/say'
import type { HotkeySetting, SettingName, Settings } from '../../shared/settings/settings'

/*
 * How each setting is shown; what it may hold is declared in `shared/settings`, once.
 */

type Option = { readonly value: string; readonly label: PlainKey | null; readonly text?: string }

export type Field = {
  readonly name: SettingName
  readonly label: PlainKey
  readonly hint?: PlainKey
} & (
  | { readonly kind: 'text' | 'check' | 'list' | 'file' | 'device' }
  | { readonly kind: 'number'; readonly unit: PlainKey; readonly steps: Steps }
  | { readonly kind: 'lines'; readonly suggestion: PlainKey; readonly suggested: string }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'hotkey'; readonly command: HotkeyCommand }
)

/** What the buttons and the arrow keys of a number go by; a slider where the whole range is at a glance. */
type Steps = {
  readonly least: number
  readonly most: number
  readonly by: number
  readonly slides?: boolean
}

export type Section = { readonly title: PlainKey; readonly fields: readonly Field[] }

const option = (value: string, label: PlainKey): Option => ({ value, label })

const hotkeyFields: readonly Field[] = hotkeyCommands
  .filter((id) => commandOf(id).surfaces.includes('hotkey'))
  .map((command) => {
    const name: HotkeySetting = `hotkeys.${command}`
    return { name, label: commandOf(command).label, kind: 'hotkey', command }
  })

export const sections: readonly Section[] = [
  {
    title: 'section_pabx',
    fields: [
      { name: 'pabx.baseUrl', label: 'label_base_url', hint: 'hint_base_url', kind: 'text' },
      { name: 'pabx.companyId', label: 'label_company_id', kind: 'text' },
      { name: 'pabx.timeZone', label: 'label_time_zone', kind: 'text' },
      { name: 'pabx.proxy', label: 'label_proxy', hint: 'hint_proxy', kind: 'text' },
      { name: 'pabx.caFile', label: 'label_ca_file', hint: 'hint_ca_file', kind: 'file' },
      {
        name: 'sync.intervalSeconds',
        label: 'label_interval',
        kind: 'number',
        unit: 'unit_seconds',
        steps: { least: 1, most: 300, by: 1 },
      },
    ],
  },
  {
    title: 'section_you',
    fields: [
      { name: 'agent.name', label: 'label_agent', kind: 'text' },
      { name: 'agent.branch', label: 'label_branch', kind: 'text' },
      { name: 'agent.queues', label: 'label_queues', kind: 'list' },
    ],
  },
  {
    title: 'section_bar',
    fields: [
      {
        name: 'language',
        label: 'label_language',
        kind: 'choice',
        options: [
          option('system', 'option_system'),
          { value: 'pt-BR', label: null, text: 'Português (Brasil)' },
          { value: 'en', label: null, text: 'English' },
          { value: 'es', label: null, text: 'Español' },
        ],
      },
      {
        name: 'bar.theme',
        label: 'label_theme',
        kind: 'choice',
        options: [
          option('system', 'option_system'),
          option('light', 'option_light'),
          option('dark', 'option_dark'),
        ],
      },
      {
        name: 'bar.edge',
        label: 'label_edge',
        kind: 'choice',
        options: [
          option('top', 'option_top'),
          option('bottom', 'option_bottom'),
          option('free', 'option_free'),
        ],
      },
      {
        name: 'bar.textSize',
        label: 'label_text_size',
        kind: 'number',
        unit: 'unit_percent',
        steps: { least: 100, most: 200, by: 5, slides: true },
      },
      { name: 'bar.compact', label: 'label_compact', hint: 'hint_compact', kind: 'check' },
      { name: 'bar.alwaysOnTop', label: 'label_on_top', kind: 'check' },
      { name: 'bar.autoHide', label: 'label_auto_hide', hint: 'hint_auto_hide', kind: 'check' },
      { name: 'bar.reserve', label: 'label_reserve', hint: 'hint_reserve', kind: 'check' },
      { name: 'startAtLogin', label: 'label_start_at_login', kind: 'check' },
    ],
  },
  { title: 'section_hotkeys', fields: hotkeyFields },
  {
    title: 'section_sound',
    fields: [
      {
        name: 'sound.outcomes',
        label: 'label_sound',
        hint: 'hint_sound',
        kind: 'choice',
        options: [
          option('off', 'sound_off'),
          option('tones', 'sound_tones'),
          option('speech', 'sound_speech'),
        ],
      },
      { name: 'sound.device', label: 'label_sound_device', kind: 'device' },
    ],
  },
  {
    title: 'section_breaks',
    fields: [
      {
        name: 'breaks.warnMinutesBefore',
        label: 'label_warn_minutes',
        kind: 'number',
        unit: 'unit_minutes',
        steps: { least: 0, most: 60, by: 1 },
      },
      { name: 'breaks.notify', label: 'label_break_notify', kind: 'check' },
      { name: 'breaks.chime', label: 'label_break_chime', kind: 'check' },
      { name: 'breaks.proposeOnLock', label: 'label_break_lock', kind: 'check' },
      {
        name: 'breaks.plan',
        label: 'label_break_plan',
        hint: 'hint_break_plan',
        kind: 'lines',
        suggestion: 'plan_suggest',
        suggested: '10:00 10\n12:00 20\n15:00 10',
      },
    ],
  },
  {
    title: 'section_calls',
    fields: [
      { name: 'links.confirmDial', label: 'label_confirm_links', kind: 'check' },
      {
        name: 'links.adopt',
        label: 'label_adopt_links',
        kind: 'choice',
        options: [option('on', 'adopt_links_on'), option('off', 'adopt_links_off')],
      },
      { name: 'crm.popUrl', label: 'label_record_url', hint: 'hint_record_url', kind: 'text' },
      {
        name: 'crm.popOn',
        label: 'label_record_when',
        kind: 'choice',
        options: [
          option('never', 'record_never'),
          option('adopt', 'record_adopt'),
          option('dial', 'record_dial'),
          option('both', 'record_both'),
        ],
      },
      { name: 'companion.badge', label: 'label_companion_badge', kind: 'check' },
      { name: 'door.http', label: 'label_door_http', hint: 'hint_door_http', kind: 'check' },
      {
        name: 'calls.holdWarnSeconds',
        label: 'label_hold_warn',
        hint: 'hint_hold_warn',
        kind: 'number',
        unit: 'unit_seconds',
        steps: { least: 0, most: 3_600, by: 10 },
      },
      {
        name: 'history.keepDays',
        label: 'label_keep_days',
        kind: 'number',
        unit: 'unit_days',
        steps: { least: 0, most: 365, by: 1 },
      },
      { name: 'session.logOutOnShutdown', label: 'label_logout_shutdown', kind: 'check' },
      { name: 'updates.feedUrl', label: 'label_feed', hint: 'hint_feed', kind: 'text' },
    ],
  },
  // The checks of the doctor, which are no settings.
  { title: 'section_doctor', fields: [] },
]

/**
 * The sections as they are shown: what the company has decided stands together in the last one, and what was searched for
 * alone remains. A hotkey may be the company's and stays in its table, where its keys are compared.
 */
export function sectionsFor(
  locked: readonly SettingName[],
  matches: (section: Section, field: Field) => boolean,
): readonly Section[] {
  const isCompanys = ({ name, kind }: Field): boolean => locked.includes(name) && kind !== 'hotkey'
  const own = sections.map((section) => ({
    ...section,
    fields: section.fields.filter((field) => !isCompanys(field) && matches(section, field)),
  }))
  const company: Section = {
    title: 'section_company',
    fields: sections.flatMap((section) =>
      section.fields.filter((field) => isCompanys(field) && matches(section, field)),
    ),
  }
  return [...own, company]
}

export type Typed = Record<string, string | boolean>

/** What a form holds for a value: text, or a tick. A hotkey that was removed is "". */
export function typedOf(values: Settings): Typed {
  const typed: Typed = {}
  for (const { fields } of sections)
    for (const { name, kind } of fields) {
      const value = values[name]
      if (typeof value === 'boolean') typed[name] = value
      else if (Array.isArray(value)) typed[name] = value.join(kind === 'lines' ? '\n' : ', ')
      else typed[name] = value === null ? '' : String(value)
    }
  return typed
}

/** The value that a field's text stands for, as the settings file would hold it. */
export function valueOf(field: Field, typed: string | boolean): unknown {
  if (typeof typed === 'boolean') return typed
  switch (field.kind) {
    case 'number':
      return typed.trim() === '' ? null : Number(typed.replace(',', '.'))
    case 'list':
      return parts(typed, /[,;\n]/)
    case 'lines':
      return parts(typed, /\n/)
    case 'hotkey':
      return typed === '' ? null : typed
    default:
      return typed
  }
}

const parts = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
