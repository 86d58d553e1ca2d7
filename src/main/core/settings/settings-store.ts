import { flatten } from '../../../shared/settings/flatten'
import {
  graveOf,
  isSettingName,
  mergeSettings,
  readSettings,
  settingTable,
  type MergedSettings,
  type SettingName,
  type Settings,
} from '../../../shared/settings/settings'
import { failed, ok, type Result } from '../../../shared/result'
import type { Policy, PolicySource } from '../policy/policy'
import type { Logger } from '../kernel/ports'

/** `settings.json` on disk. Damaged files were already handled by the port. */
export type SettingsFile = {
  readonly read: () => unknown
  /** Rejects where it cannot be written. */
  readonly write: (tree: Record<string, unknown>) => Promise<void>
}

export type SettingsStore = {
  readonly get: () => MergedSettings
  /**
   * Saves nothing if one value is invalid; locked values are ignored. Only values that differ from those in force are
   * written, so a default that nobody chose can still change with a later version.
   */
  readonly save: (changes: Readonly<Partial<Record<string, unknown>>>) => Promise<Result<null, SaveFailure>>
  readonly subscribe: (listener: (now: Settings, before: Settings) => void) => () => void
  readonly policy: () => Policy
  /** The settings that would be in force under that policy. */
  readonly under: (policy: Policy) => MergedSettings
  readonly setPolicy: (policy: Policy) => void
}

export type SaveFailure = 'invalid' | 'unwritable'

/**
 * The agent's settings, overridden by those of the managed policy; changes take effect at once. Under a policy that
 * does not count, the grave settings stay as they were last in force, in this run or the one before, and the agent
 * cannot change them.
 */
export function createSettingsStore(file: SettingsFile, source: PolicySource, log: Logger): SettingsStore {
  let tree = file.read()
  let policy = source.first
  let standing = graveOf(readSettings(source.standing, 'policy').values)
  const under = (policy: Policy): MergedSettings => {
    if (policy.kind === 'refused') return mergeSettings(tree, {}, standing)
    return mergeSettings(tree, policy.kind === 'inForce' ? policy.tree : {})
  }
  let merged = under(policy)
  for (const problem of merged.problems) log.warn('setting ignored', problem)
  const listeners = new Set<(now: Settings, before: Settings) => void>()

  function keepStanding(): void {
    const grave = graveOf(merged.values)
    if (policy.kind === 'refused' || isSameValue(grave, standing)) return
    standing = grave
    source.keep(grave).catch((error: unknown) => log.error('settings in force not kept', error))
  }
  function update(): void {
    const before = merged.values
    merged = under(policy)
    keepStanding()
    for (const listener of listeners) {
      try {
        listener(merged.values, before)
      } catch (bug) {
        log.error('bug in a listener of the settings', bug)
      }
    }
  }
  keepStanding()

  return {
    get: () => merged,
    save: async (changes) => {
      const wanted = Object.entries(changes).filter(
        (entry): entry is [SettingName, unknown] =>
          isSettingName(entry[0]) && !merged.locked.includes(entry[0]),
      )
      const isValid = ([name, value]: [SettingName, unknown]): boolean =>
        settingTable[name].schema.safeParse(value).success
      if (!wanted.every(isValid)) return failed('invalid')

      const own = mergeSettings(tree, {})
      const isNew = ([name, value]: [SettingName, unknown]): boolean =>
        !isSameValue(settingTable[name].schema.parse(value), own.values[name]) ||
        own.problems.some((problem) => problem.name === name)
      const changed = wanted.filter(isNew)
      if (changed.length === 0) return ok(null)
      const next = withValues(tree, Object.fromEntries(changed))
      tree = next
      update()
      try {
        await file.write(next)
        return ok(null)
      } catch (error) {
        // The settings are in force until the bar quits, and the agent is told so.
        log.error('settings not written', error)
        return failed('unwritable')
      }
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    policy: () => policy,
    under,
    setPolicy: (next) => {
      policy = next
      update()
    },
  }
}

export const isSameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The tree with those values, in nested form. Unknown entries are kept. */
function withValues(tree: unknown, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values = { ...flatten(tree), ...changes }
  const next: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) put(next, pathOf(name), value)
  return next
}

/** `bar.edge` becomes `edge` in `bar`; `hotkeys.call.hold` becomes `call.hold` in `hotkeys`. */
function pathOf(name: string): readonly string[] {
  if (name.startsWith('hotkeys.')) return ['hotkeys', name.slice('hotkeys.'.length)]
  return name.split('.')
}

function put(tree: Record<string, unknown>, [head = '', ...rest]: readonly string[], value: unknown): void {
  if (head === '__proto__') return
  if (rest.length === 0) {
    tree[head] = value
    return
  }
  const held = Object.hasOwn(tree, head) ? tree[head] : undefined
  const branch = typeof held === 'object' && held !== null && !Array.isArray(held) ? held : {}
  tree[head] = branch
  put(branch as Record<string, unknown>, rest, value)
}
