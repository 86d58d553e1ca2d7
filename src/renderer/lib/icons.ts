import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right'
import ChartColumn from '@lucide/svelte/icons/chart-column'
import ChevronDown from '@lucide/svelte/icons/chevron-down'
import Coffee from '@lucide/svelte/icons/coffee'
import Contact from '@lucide/svelte/icons/contact'
import Download from '@lucide/svelte/icons/download'
import Eye from '@lucide/svelte/icons/eye'
import FileArchive from '@lucide/svelte/icons/file-archive'
import LogIn from '@lucide/svelte/icons/log-in'
import LogOut from '@lucide/svelte/icons/log-out'
import PanelTop from '@lucide/svelte/icons/panel-top'
import Pause from '@lucide/svelte/icons/pause'
import Phone from '@lucide/svelte/icons/phone'
import PhoneForwarded from '@lucide/svelte/icons/phone-forwarded'
import PhoneIncoming from '@lucide/svelte/icons/phone-incoming'
import PhoneOff from '@lucide/svelte/icons/phone-off'
import Play from '@lucide/svelte/icons/play'
import Power from '@lucide/svelte/icons/power'
import RefreshCw from '@lucide/svelte/icons/refresh-cw'
import Settings from '@lucide/svelte/icons/settings'
import Trash from '@lucide/svelte/icons/trash'
import Undo from '@lucide/svelte/icons/undo-2'
import Users from '@lucide/svelte/icons/users'
import X from '@lucide/svelte/icons/x'
import { commands, type CommandId } from '../../shared/commands/table'

type IconName = NonNullable<(typeof commands)[CommandId]['icon']>
type Icon = typeof X

/** Every icon that the command table names: the compiler misses none. */
const icons: Record<IconName, Icon> = {
  'arrow-left-right': ArrowLeftRight,
  'chart-column': ChartColumn,
  'chevron-down': ChevronDown,
  coffee: Coffee,
  contact: Contact,
  download: Download,
  eye: Eye,
  'file-archive': FileArchive,
  'log-in': LogIn,
  'log-out': LogOut,
  'panel-top': PanelTop,
  pause: Pause,
  phone: Phone,
  'phone-forwarded': PhoneForwarded,
  'phone-incoming': PhoneIncoming,
  'phone-off': PhoneOff,
  play: Play,
  power: Power,
  'refresh-cw': RefreshCw,
  settings: Settings,
  trash: Trash,
  'undo-2': Undo,
  users: Users,
  x: X,
}

export const iconOf = (command: CommandId): Icon | null => {
  const { icon } = commands[command]
  return icon === null ? null : icons[icon]
}
