import ArrowLeftRight from 'virtual:icon/arrow-left-right'
import ChartColumn from 'virtual:icon/chart-column'
import ChevronDown from 'virtual:icon/chevron-down'
import Coffee from 'virtual:icon/coffee'
import Contact from 'virtual:icon/contact'
import Download from 'virtual:icon/download'
import Eye from 'virtual:icon/eye'
import FileArchive from 'virtual:icon/file-archive'
import LogIn from 'virtual:icon/log-in'
import LogOut from 'virtual:icon/log-out'
import PanelTop from 'virtual:icon/panel-top'
import Pause from 'virtual:icon/pause'
import Phone from 'virtual:icon/phone'
import PhoneForwarded from 'virtual:icon/phone-forwarded'
import PhoneIncoming from 'virtual:icon/phone-incoming'
import PhoneOff from 'virtual:icon/phone-off'
import Play from 'virtual:icon/play'
import Power from 'virtual:icon/power'
import RefreshCw from 'virtual:icon/refresh-cw'
import Settings from 'virtual:icon/settings'
import Trash from 'virtual:icon/trash'
import Undo from 'virtual:icon/undo-2'
import Users from 'virtual:icon/users'
import X from 'virtual:icon/x'
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
