import { callCommands } from '../calls/commands'
import type { Declaration } from './declaration'
import { isWindowCommand, windowCommands, type WindowCommand } from './window-commands'

const everywhere = ['bar', 'hotkey', 'tray', 'cli', 'http'] as const
/** Commands without a hotkey of their own, for which a second press does no harm. */
const plain = { hotkey: null, family: null } as const

/** The one table of commands. Buttons, hotkeys, tray, command line, links and help are derived from it. */
export const commands = {
  'agent.login': {
    argument: 'none',
    label: 'command_login',
    icon: 'log-in',
    surfaces: everywhere,
    hotkey: null,
    family: 'session',
  },
  'agent.logout': {
    argument: 'none',
    label: 'command_logout',
    icon: 'log-out',
    surfaces: everywhere,
    hotkey: null,
    family: 'session',
  },
  'break.start': {
    argument: 'breakRef',
    label: 'command_break',
    icon: 'coffee',
    surfaces: ['bar', 'tray', 'cli', 'http'],
    hotkey: null,
    family: 'break',
  },
  'break.end': {
    argument: 'none',
    label: 'command_return',
    icon: 'undo-2',
    surfaces: everywhere,
    hotkey: null,
    family: 'break',
  },
  'break.toggle': {
    argument: 'none',
    label: 'command_break_toggle',
    icon: 'coffee',
    surfaces: ['bar', 'hotkey', 'cli', 'http'],
    hotkey: 'CommandOrControl+Shift+F7',
    family: 'break',
  },
  ...callCommands,
  ...windowCommands,
  'bar.focus': {
    argument: 'none',
    label: 'command_focus',
    icon: 'panel-top',
    surfaces: ['hotkey', 'cli', 'http', 'link'],
    hotkey: 'CommandOrControl+Shift+F6',
    family: null,
  },
  'bar.show': {
    argument: 'none',
    label: 'command_show_bar',
    icon: 'panel-top',
    surfaces: ['link', 'companion'],
    ...plain,
  },
  'bar.toggle': {
    argument: 'none',
    label: 'command_toggle_bar',
    icon: 'eye',
    surfaces: ['hotkey', 'tray', 'cli', 'http'],
    ...plain,
  },
  'bar.say': {
    argument: 'none',
    label: 'command_say',
    icon: null,
    surfaces: ['hotkey', 'cli'],
    ...plain,
  },
  'panel.open': {
    argument: 'panel',
    label: 'command_open_panel',
    icon: 'chevron-down',
    surfaces: ['bar'],
    ...plain,
  },
  'panel.close': {
    argument: 'none',
    label: 'command_close_panel',
    icon: 'x',
    surfaces: ['bar'],
    ...plain,
  },
  'notice.dismiss': {
    argument: 'noticeId',
    label: 'command_dismiss',
    icon: 'x',
    surfaces: ['bar'],
    ...plain,
  },
  'crm.open': {
    argument: 'none',
    label: 'command_open_record',
    icon: 'contact',
    surfaces: everywhere,
    ...plain,
    meansCall: true,
  },
  'team.open': {
    argument: 'none',
    label: 'command_team',
    icon: 'users',
    surfaces: everywhere,
    ...plain,
  },
  'reports.open': {
    argument: 'none',
    label: 'command_reports',
    icon: 'chart-column',
    surfaces: everywhere,
    ...plain,
  },
  'settings.open': {
    argument: 'none',
    label: 'command_settings',
    icon: 'settings',
    surfaces: everywhere,
    ...plain,
  },
  'history.clear': {
    argument: 'none',
    label: 'command_clear_history',
    icon: 'trash',
    surfaces: ['bar', 'cli'],
    ...plain,
  },
  'data.erase': {
    argument: 'number',
    label: 'command_erase_number',
    icon: 'trash',
    surfaces: ['settings', 'cli'],
    ...plain,
  },
  'companion.connect': {
    argument: 'none',
    label: 'command_connect_browsers',
    icon: null,
    surfaces: ['settings', 'cli'],
    ...plain,
  },
  'diagnostics.export': {
    argument: 'optionalPath',
    label: 'command_diagnostics',
    icon: 'file-archive',
    surfaces: ['bar', 'cli'],
    ...plain,
  },
  'update.check': {
    argument: 'none',
    label: 'command_update_check',
    icon: 'refresh-cw',
    surfaces: ['bar', 'cli'],
    ...plain,
  },
  'update.install': {
    argument: 'none',
    label: 'command_update_install',
    icon: 'download',
    surfaces: ['bar', 'cli'],
    ...plain,
  },
  'app.quit': {
    argument: 'none',
    label: 'command_quit',
    icon: 'power',
    surfaces: ['tray', 'cli', 'bar'],
    ...plain,
  },
} as const satisfies Record<string, Declaration>

export type CommandId = keyof typeof commands
export const commandIds = Object.keys(commands) as readonly CommandId[]
/** Commands for which the settings hold a hotkey. */
export type HotkeyCommand = Exclude<CommandId, WindowCommand>
export const hotkeyCommands = commandIds.filter((id): id is HotkeyCommand => !isWindowCommand(id))
export const isCommandId = (text: string): text is CommandId => Object.hasOwn(commands, text)
export const commandOf = (id: CommandId): Declaration => commands[id]
export const isAboutOneCall = (id: CommandId): boolean => commandOf(id).meansCall === true
