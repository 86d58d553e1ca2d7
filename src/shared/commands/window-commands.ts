import type { Declaration } from './declaration'

type Page = 'bar' | 'settings' | 'reports'

/** Commands that pages alone may send, mostly one: a window, or a panel of the bar. It shows the outcome itself. */
const of = <Pages extends readonly Page[]>(...surfaces: Pages) =>
  ({ icon: null, surfaces, hotkey: null, family: null }) as const

export const windowCommands = {
  'settings.save': { argument: 'settingsDraft', label: 'save', ...of('settings') },
  'settings.import': {
    argument: 'settingsFile',
    label: 'import_settings',
    ...of('settings'),
  },
  'settings.export': { argument: 'none', label: 'export_settings', ...of('settings') },
  'settings.resetPlace': { argument: 'none', label: 'reset_place', ...of('settings') },
  /** No hotkey fires while keys are being typed into a form of the bar. */
  'hotkeys.suspend': { argument: 'flag', label: 'doctor_title', ...of('settings') },
  /** A hotkey is noted instead of carried out. */
  'hotkeys.examine': { argument: 'flag', label: 'doctor_title', ...of('settings') },
  /** A program may reach the bar from now on, or no longer. */
  'door.allow': { argument: 'programId', label: 'door_allow', ...of('bar') },
  'door.revoke': { argument: 'programId', label: 'door_revoke', ...of('settings') },
  /** Puts the result of the checks into a mail. */
  'doctor.mail': { argument: 'none', label: 'doctor_mail', ...of('settings') },
  'sound.try': { argument: 'none', label: 'sound_try', ...of('settings') },
  'demo.start': { argument: 'none', label: 'try_demo', ...of('settings') },
  /** The panel says how high its contents are, so that the window has neither an empty half nor a line cut off. */
  'panel.fit': { argument: 'panelFit', label: 'command_open_panel', ...of('bar') },
  'history.exportTally': { argument: 'none', label: 'tally_export', ...of('bar') },
  'team.star': { argument: 'star', label: 'team_favourites', ...of('bar') },
  /** A part of a page threw an error, which main logs. */
  'page.failed': { argument: 'pageFault', label: 'part_failed_short', ...of('bar', 'settings', 'reports') },
  'reports.begin': { argument: 'reportForm', label: 'report_run', ...of('reports') },
  'reports.pause': { argument: 'none', label: 'report_pause', ...of('reports') },
  'reports.resume': { argument: 'none', label: 'report_resume', ...of('reports') },
  'reports.cancel': { argument: 'none', label: 'report_cancel', ...of('reports') },
  /** Reads the period before as well, only to count it. */
  'reports.compare': { argument: 'none', label: 'report_compare', ...of('reports') },
  'reports.compareStop': { argument: 'none', label: 'report_cancel', ...of('reports') },
  'reports.keep': { argument: 'savedReport', label: 'report_save', ...of('reports') },
  'reports.rename': { argument: 'savedRename', label: 'report_rename', ...of('reports') },
  'reports.forget': { argument: 'savedName', label: 'report_forget', ...of('reports') },
  'reports.export': {
    argument: 'reportExport',
    label: 'report_export_what',
    ...of('reports'),
  },
  'reports.picture': { argument: 'picture', label: 'report_picture', ...of('reports') },
  'reports.print': { argument: 'none', label: 'report_print', ...of('reports') },
} as const satisfies Record<string, Declaration>

export type WindowCommand = keyof typeof windowCommands
export const isWindowCommand = (id: string): id is WindowCommand => Object.hasOwn(windowCommands, id)
export const windowCommandIds = Object.keys(windowCommands) as readonly WindowCommand[]
