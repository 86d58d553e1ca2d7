import type { ArgumentKind } from './arguments'
import type { Snapshot } from '../snapshot/state'
import type { SentenceKey, Sentence } from '../i18n/say'
import { may } from './may'
import { callCommands } from '../calls/commands'
import { tableOf } from '../table'

/** `settings` is that window's page; `bar` stands for the other pages too. */
export type Surface = 'bar' | 'settings' | 'hotkey' | 'tray' | 'cli' | 'link' | 'main'

/** True, or the sentence that says why not: the same on every surface. */
export type Availability = true | Sentence

export type Declaration = {
  readonly argument: ArgumentKind
  readonly label: SentenceKey
  /** The name of a lucide icon. */
  readonly icon: string
  /** Where it may be pressed; the bus refuses it from anywhere else. */
  readonly surfaces: readonly Surface[]
  /** Electron accelerator of the default global hotkey. */
  readonly hotkey: string | null
  /** Presses of one family within a moment are one press (hold by click and by hotkey, say). */
  readonly family: 'session' | 'break' | 'dial' | 'hold' | 'transfer' | 'hangUp' | 'consult' | 'swap' | null
  readonly enabled: (snapshot: Snapshot) => Availability
  /** About one call: the one that is named beside it, or the one that the agent speaks to. */
  readonly meansCall?: true
}

const everywhere = ['bar', 'hotkey', 'tray', 'cli'] as const
/** No key of its own, and nothing that a second press could do twice. */
const plain = { hotkey: null, family: null } as const

/** THE command table: buttons, hotkeys, tray, command line, links and help are derived from it. */
export const commands = {
  'agent.login': {
    argument: 'none',
    label: 'command_login',
    icon: 'log-in',
    surfaces: everywhere,
    hotkey: null,
    family: 'session',
    enabled: may.logIn,
  },
  'agent.logout': {
    argument: 'none',
    label: 'command_logout',
    icon: 'log-out',
    surfaces: everywhere,
    hotkey: null,
    family: 'session',
    enabled: may.logOut,
  },
  'break.start': {
    argument: 'breakRef',
    label: 'command_break',
    icon: 'coffee',
    surfaces: ['bar', 'tray', 'cli'],
    hotkey: null,
    family: 'break',
    enabled: may.startBreak,
  },
  'break.end': {
    argument: 'none',
    label: 'command_return',
    icon: 'undo-2',
    surfaces: everywhere,
    hotkey: null,
    family: 'break',
    enabled: may.endBreak,
  },
  'break.toggle': {
    argument: 'none',
    label: 'command_break_toggle',
    icon: 'coffee',
    surfaces: ['bar', 'hotkey', 'cli'],
    hotkey: 'CommandOrControl+Shift+F7',
    family: 'break',
    enabled: may.toggleBreak,
  },
  ...callCommands,
  'bar.focus': {
    argument: 'none',
    label: 'command_focus',
    icon: 'panel-top',
    surfaces: ['hotkey', 'cli', 'link'],
    hotkey: 'CommandOrControl+Shift+F6',
    family: null,
    enabled: may.always,
  },
  'bar.show': {
    argument: 'none',
    label: 'command_show_bar',
    icon: 'panel-top',
    surfaces: ['link'],
    ...plain,
    enabled: may.always,
  },
  'bar.toggle': {
    argument: 'none',
    label: 'command_toggle_bar',
    icon: 'eye',
    surfaces: ['hotkey', 'tray', 'cli'],
    hotkey: null,
    family: null,
    enabled: may.always,
  },
  'panel.open': {
    argument: 'panel',
    label: 'command_open_panel',
    icon: 'chevron-down',
    surfaces: ['bar'],
    ...plain,
    enabled: may.always,
  },
  'panel.close': {
    argument: 'none',
    label: 'command_close_panel',
    icon: 'x',
    surfaces: ['bar'],
    ...plain,
    enabled: may.always,
  },
  'notice.dismiss': {
    argument: 'noticeId',
    label: 'command_dismiss',
    icon: 'x',
    surfaces: ['bar'],
    ...plain,
    enabled: may.always,
  },
  'team.open': {
    argument: 'none',
    label: 'command_team',
    icon: 'users',
    surfaces: everywhere,
    ...plain,
    enabled: may.useTeam,
  },
  'reports.open': {
    argument: 'none',
    label: 'command_reports',
    icon: 'chart-column',
    surfaces: everywhere,
    ...plain,
    enabled: may.useReports,
  },
  'settings.open': {
    argument: 'none',
    label: 'command_settings',
    icon: 'settings',
    surfaces: everywhere,
    ...plain,
    enabled: may.always,
  },
  'history.clear': {
    argument: 'none',
    label: 'command_clear_history',
    icon: 'trash',
    surfaces: ['bar', 'cli'],
    ...plain,
    enabled: may.always,
  },
  'data.erase': {
    argument: 'number',
    label: 'command_erase_number',
    icon: 'trash',
    surfaces: ['settings', 'cli'],
    ...plain,
    enabled: may.always,
  },
  'diagnostics.export': {
    argument: 'optionalPath',
    label: 'command_diagnostics',
    icon: 'file-archive',
    surfaces: ['bar', 'cli'],
    hotkey: null,
    family: null,
    enabled: may.always,
  },
  'update.check': {
    argument: 'none',
    label: 'command_update_check',
    icon: 'refresh-cw',
    surfaces: ['bar', 'cli'],
    ...plain,
    enabled: may.checkUpdates,
  },
  'update.install': {
    argument: 'none',
    label: 'command_update_install',
    icon: 'download',
    surfaces: ['bar', 'cli'],
    ...plain,
    enabled: may.installUpdate,
  },
  'app.quit': {
    argument: 'none',
    label: 'command_quit',
    icon: 'power',
    surfaces: ['tray', 'cli', 'bar'],
    ...plain,
    enabled: may.always,
  },
} as const satisfies Record<string, Declaration>

export type CommandId = keyof typeof commands
export type Command = Declaration
export const commandIds = Object.keys(commands) as readonly CommandId[]
export const isCommandId = (text: string): text is CommandId => Object.hasOwn(commands, text)
export const commandOf = (id: CommandId): Command => commands[id]
export const isAboutOneCall = (id: CommandId): boolean => commandOf(id).meansCall === true

/** What every command may do now. Computed once, in main, and shown alike on every surface. */
export type Availabilities = Readonly<Record<CommandId, Availability>>
export function availabilities(snapshot: Snapshot): Availabilities {
  return tableOf(commandIds, (id) => commands[id].enabled(snapshot))
}
