import type { CommandId } from '../commands/table'
import type { Family } from '../commands/declaration'

/** What a notice is about: a newer one about the same takes its place. */
export type NoticeId =
  | 'bar_replaced'
  | 'break-limit'
  | 'break-plan'
  | 'call-gone'
  | 'cli_deaf'
  | 'cli_folder_taken'
  | 'hang-up'
  | 'history_not_read'
  | 'key'
  | 'left-logged-in'
  | 'link'
  | 'lock'
  | 'login'
  | 'memory'
  | 'memory_not_read'
  | 'policy_unreadable'
  | 'policy_untrusted'
  | 'poll'
  | 'sandbox_off'
  | 'second-call'
  | 'settings_damaged'
  | 'standing'
  | 'update'
  | 'wayland_limits'
  | `hold-${string}`
  | `hotkey-${CommandId}`
  | `intent-${string}`
  | `left-behind-${number}`
  | `polled-${string}-${number}`
  | `press-${Family | CommandId}`
  | `queue-${string}`
  | `setting-${string}`

/** Of a command whose outcome nobody knows. */
export const noticeOfIntent = (intentId: string): NoticeId => `intent-${intentId}`
