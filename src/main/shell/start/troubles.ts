import type { SteadyTime } from '../../../shared/time'
import { shownKeys } from '../../../shared/settings/accelerator'
import { notice } from '../../../shared/snapshot/notices'
import type { Notice } from '../../../shared/snapshot/state'
import { commandOf, type CommandId } from '../../../shared/commands/table'
import type { PlainKey } from '../../../shared/i18n/say'
import type { Bar } from '../../core/kernel/bar'
import type { CliTrouble } from '../cli/cli-socket'

/*
 * What the shell finds wrong with its surroundings, as notices.
 */

export function tellRefused(bar: Bar, command: CommandId, keys: string, at: SteadyTime): void {
  const values = {
    keys: shownKeys(keys, process.platform === 'darwin'),
    command: { key: commandOf(command).label },
  }
  const told = notice(`hotkey-${command}`, 'warning', { key: 'hotkey_refused', values }, at)
  bar.store.apply({ type: 'noticed', notice: told })
}

export function tellCliTrouble(bar: Bar, trouble: CliTrouble, at: SteadyTime): void {
  const sentence =
    trouble.kind === 'deaf'
      ? ({ key: 'cli_deaf' } as const)
      : ({ key: 'cli_folder_taken', values: { path: trouble.path } } as const)
  bar.store.apply({ type: 'noticed', notice: notice(sentence.key, 'warning', sentence, at) })
}

/** Problems that were found before anything could be shown. */
const troubles = {
  settings_damaged: 'warning',
  sandbox_off: 'warning',
  // A permanent state of this system: listed among the notices, but not announced every morning.
  wayland_limits: 'info',
} as const satisfies Partial<Record<PlainKey, Notice['tone']>>
type Trouble = keyof typeof troubles

export function tellTrouble(bar: Bar, at: SteadyTime, found: Readonly<Record<Trouble, boolean>>): void {
  for (const key of Object.keys(troubles) as Trouble[])
    if (found[key]) bar.store.apply({ type: 'noticed', notice: notice(key, troubles[key], { key }, at) })
}
