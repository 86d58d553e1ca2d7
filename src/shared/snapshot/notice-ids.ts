import type { CallKey, IntentId } from '../ids'
import { commandOf, type CommandId } from '../commands/table'
import type { Family } from '../commands/declaration'

/** What a notice is about. A newer notice with the same id replaces it. */
export type NoticeId =
  | 'bar_replaced'
  | 'break-limit'
  | 'break-plan'
  | 'call-gone'
  | 'cli_deaf'
  | 'cli_folder_taken'
  | 'door'
  | 'door-pairing'
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
  | `hold-${CallKey}`
  | `hotkey-${CommandId}`
  | `intent-${IntentId}`
  | `left-behind-${number}`
  | `polled-${string}-${number}`
  | `press-${Family | CommandId}`
  | `queue-${string}`
  | `setting-${string}`

/** The id of the notice about a command with an unknown outcome. */
export const noticeOfIntent = (intentId: IntentId): NoticeId => `intent-${intentId}`

/** The id of the notice about a press that failed. A press replaces the notice of the previous press of its family. */
export const noticeOfPress = (id: CommandId): NoticeId => `press-${commandOf(id).family ?? id}`
