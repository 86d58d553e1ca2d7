import type { Declaration } from '../commands/declaration'

const everywhere = ['bar', 'hotkey', 'tray', 'cli', 'http'] as const
/** Also in the badge that the browser extension shows in a page. */
const inBadge = [...everywhere, 'companion'] as const
/** Commands without a hotkey of their own, for which a second press does no harm. */
const plain = { hotkey: null, family: null } as const

/** The commands about calls: a part of the command table. */
export const callCommands = {
  'call.dial': {
    argument: 'optionalNumber',
    label: 'command_dial',
    icon: 'phone',
    // A number of a report's table can be dialled.
    surfaces: [...inBadge, 'link', 'reports'],
    hotkey: 'CommandOrControl+Shift+F8',
    family: 'dial',
  },
  /** The page reports that the agent has changed the proposed number. */
  'number.edited': {
    argument: 'none',
    label: 'command_number_edited',
    icon: 'phone',
    surfaces: ['bar'],
    ...plain,
  },
  'call.toggleHold': {
    argument: 'none',
    label: 'command_toggle_hold',
    icon: 'pause',
    // Not on the tray: its items say Hold or Retrieve, and do what they say.
    surfaces: ['bar', 'hotkey', 'cli', 'http'],
    hotkey: 'CommandOrControl+Shift+F9',
    family: 'hold',
    meansCall: true,
  },
  'call.hold': {
    argument: 'none',
    label: 'command_hold',
    icon: 'pause',
    surfaces: inBadge,
    hotkey: null,
    family: 'hold',
    meansCall: true,
  },
  'call.retrieve': {
    argument: 'none',
    label: 'command_retrieve',
    icon: 'play',
    surfaces: inBadge,
    hotkey: null,
    family: 'hold',
    meansCall: true,
  },
  'call.transfer': {
    argument: 'optionalNumber',
    label: 'command_transfer',
    icon: 'phone-forwarded',
    surfaces: inBadge,
    hotkey: 'CommandOrControl+Shift+F10',
    family: 'transfer',
    meansCall: true,
  },
  'call.consult': {
    argument: 'optionalNumber',
    label: 'command_consult',
    icon: 'users',
    surfaces: everywhere,
    hotkey: null,
    family: 'consult',
    meansCall: true,
  },
  'call.swap': {
    argument: 'none',
    label: 'command_swap',
    icon: 'arrow-left-right',
    surfaces: everywhere,
    hotkey: null,
    family: 'swap',
    meansCall: true,
  },
  'call.handOver': {
    argument: 'none',
    label: 'command_hand_over',
    icon: 'phone-forwarded',
    surfaces: everywhere,
    hotkey: null,
    family: 'consult',
    meansCall: true,
  },
  'call.backToCaller': {
    argument: 'none',
    label: 'command_back_to_caller',
    icon: 'undo-2',
    surfaces: everywhere,
    hotkey: null,
    family: 'consult',
    meansCall: true,
  },
  'call.focus': {
    argument: 'callRef',
    label: 'command_focus_call',
    icon: 'phone',
    surfaces: ['bar', 'tray', 'cli', 'http'],
    ...plain,
  },
  'call.hangUp': {
    argument: 'none',
    label: 'command_hang_up',
    icon: 'phone-off',
    surfaces: inBadge,
    hotkey: 'CommandOrControl+Shift+F11',
    family: 'hangUp',
    meansCall: true,
  },
  'call.adopt': {
    argument: 'call',
    label: 'command_adopt',
    icon: 'phone-incoming',
    surfaces: ['bar', 'cli', 'http', 'link', 'companion'],
    ...plain,
  },
  'call.forget': {
    argument: 'none',
    label: 'command_forget',
    icon: 'x',
    surfaces: ['bar'],
    ...plain,
    meansCall: true,
  },
} as const satisfies Record<string, Declaration>
