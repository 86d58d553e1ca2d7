import type { CommandId } from '../../../shared/commands/table'
import { hotkeysOf, type Settings } from '../../../shared/settings/settings'
import type { Clock, HotkeySwitch, Logger } from '../kernel/ports'
import { createRepeatFilter } from './repeat-filter'

export type Hotkeys = HotkeySwitch & {
  /** Releases all hotkeys and registers those of the settings. */
  readonly apply: (settings: Settings) => void
  /** While a call may be up, the keys that hang up are never switched off. */
  readonly setInCall: (on: boolean) => void
}

/** The system's global keys. */
export type Keyboard = {
  /** False when another program holds the keys, or when they are no valid keys. */
  readonly take: (keys: string, press: () => void) => boolean
  readonly giveBack: (keys: string) => void
}

type Ports = {
  readonly keyboard: Keyboard
  readonly press: (command: CommandId) => void
  /** Called once for keys that the system refused. */
  readonly onRefused: (command: CommandId, keys: string) => void
  /** Called when refused keys were registered at last, or are no longer wanted. */
  readonly onFreed: (command: CommandId) => void
  /** Called when the answer of `state` has changed. */
  readonly onChange: () => void
  readonly clock: Clock
  readonly log: Logger
}

/** No system says when another program releases a key, so refused keys are tried again. Milliseconds. */
const TRY_AGAIN_MS = 15_000

type Keys = ReadonlyMap<CommandId, string>

/**
 * The global hotkeys: registered with the system, released while keys are typed in a form, and tested by the settings
 * window.
 */
export function createHotkeyBoard(ports: Ports): Hotkeys {
  const { keyboard, press, onRefused, onFreed, onChange, clock, log } = ports
  let wanted: Keys = new Map()
  let taken: Keys = new Map()
  /** Keys that the system refused, by command. */
  let refused: Keys = new Map()
  let suspended = false
  let inCall = false
  let arrived: ReadonlySet<CommandId> | null = null
  let callOff: () => void = () => undefined

  const isFree = (command: CommandId): boolean => !suspended || (inCall && command === 'call.hangUp')

  function register(): void {
    for (const keys of taken.values()) keyboard.giveBack(keys)
    const had = new Map<CommandId, string>()
    const failed = new Map<CommandId, string>()
    for (const [command, keys] of wanted) {
      if (!isFree(command)) {
        // These keys were not requested now, so the earlier refusal still stands.
        if (refused.get(command) === keys) failed.set(command, keys)
        continue
      }
      const filter = createRepeatFilter(clock, () => fire(command))
      if (keyboard.take(keys, filter)) had.set(command, keys)
      else failed.set(command, keys)
    }
    taken = had
    setRefused(failed)
    tryAgainLater()
  }

  function setRefused(failed: Keys): void {
    const before = refused
    refused = failed
    onChange()
    for (const command of before.keys()) if (!failed.has(command)) onFreed(command)
    const fresh = [...failed].filter(([command, keys]) => before.get(command) !== keys)
    if (fresh.length === 0) return
    log.warn('hotkeys refused', Object.fromEntries(fresh))
    for (const [command, keys] of fresh) onRefused(command, keys)
  }

  function tryAgainLater(): void {
    callOff()
    if (refused.size > 0 && !suspended) callOff = clock.after(TRY_AGAIN_MS, retry)
  }

  /** Only the refused keys are tried again: releasing the others would let another program take them. */
  function retry(): void {
    const got = [...refused].filter(([command, keys]) =>
      keyboard.take(
        keys,
        createRepeatFilter(clock, () => fire(command)),
      ),
    )
    taken = new Map([...taken, ...got])
    setRefused(new Map([...refused].filter(([command]) => !taken.has(command))))
    tryAgainLater()
  }

  /** During the hotkey test a press is only noted; a hang-up is always carried out. */
  function fire(command: CommandId): void {
    if (arrived !== null) {
      arrived = new Set([...arrived, command])
      onChange()
    }
    if (arrived === null || (inCall && command === 'call.hangUp')) press(command)
  }

  return {
    apply: (settings) => {
      const keys = Object.entries(hotkeysOf(settings)) as [CommandId, string | null][]
      wanted = new Map(keys.filter((entry): entry is [CommandId, string] => entry[1] !== null))
      register()
    },
    setInCall: (on) => {
      if (on === inCall) return
      inCall = on
      if (suspended) register()
    },
    suspend: (on) => {
      if (on === suspended) return
      suspended = on
      register()
    },
    examine: (on) => {
      arrived = on ? new Set() : null
      onChange()
    },
    state: () => ({ refused: [...refused.keys()], arrived: [...(arrived ?? [])] }),
  }
}
