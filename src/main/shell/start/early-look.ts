import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { flatten } from '../../../shared/settings/flatten'
import { keptFiles } from '../../core/persistence/kept-files'
import { policyFile } from '../../core/policy/policy-file'
import type { Profile } from '../../../shared/snapshot/state'
import { groundOf, lookOf, type BarLook, type LookSettings } from '../windows/bar-look'
import { earlyProfile } from './early-profile'
import { firstOf, isBetween, isFlag, isOneOf, type Found } from './early-values'

export type EarlyLook = {
  /** How the bar stands. */
  readonly look: BarLook
  /** The colour of its window until its page is painted. */
  readonly ground: string
  /** Of the agent, for the page's first picture; null where it has to wait for the program. */
  readonly profile: Profile | null
}

type System = {
  readonly isDark: () => boolean
  readonly locales: () => readonly string[]
  readonly isInstalled: boolean
}

/**
 * The few settings that place the bar, read before the program that reads all of them. A value that is not right is its
 * default, as there. Null where the policy cannot be read here: the bar then appears with the policy's, a moment later.
 * Whether a policy may be trusted takes longer to find out; if it may not, the first snapshot puts all of it right,
 * before anything can be pressed.
 */
export function earlyLook(userData: string, demo: boolean, system: System): EarlyLook | null {
  const policy = demo ? missing : policyHere(system.isInstalled)
  if (policy === null) return null
  const file = found(join(userData, keptFiles.settings))
  const sources = [policy, file ?? missing]
  const theme = firstOf(sources, 'bar.theme', isOneOf('system', 'light', 'dark'), 'system')
  return {
    look: lookOf(placing(sources)),
    ground: groundOf(theme, system.isDark()),
    // The demo has an agent of its own.
    profile: file === null || demo ? null : earlyProfile(sources, system.locales()),
  }
}

/** By hand, because the schema of the settings comes with the program. A test compares the two. */
function placing(sources: readonly Found[]): LookSettings {
  const flag = (name: string, otherwise: boolean): boolean => firstOf(sources, name, isFlag, otherwise)
  return {
    'bar.edge': firstOf(sources, 'bar.edge', isOneOf('top', 'bottom', 'free'), 'top'),
    'bar.textSize': firstOf(sources, 'bar.textSize', isBetween(100, 200), 100),
    'bar.alwaysOnTop': flag('bar.alwaysOnTop', true),
    'bar.autoHide': flag('bar.autoHide', false),
    'bar.reserve': flag('bar.reserve', false),
    'bar.compact': flag('bar.compact', false),
  }
}

/** The policy that `core/policy/policy.ts` finds. On Windows it may stand in the registry, which takes too long. */
function policyHere(isInstalled: boolean): Found | null {
  if (process.platform === 'win32') return null
  const named = process.env['VOCOM_BAR_POLICY'] ?? ''
  const ofTheSystem = isInstalled || named === '' ? found(policyFile(process.platform)) : missing
  if (ofTheSystem !== missing || named === '') return ofTheSystem
  const other = found(named)
  return other === missing ? null : other
}

/** No such file. */
const missing: Found = {}

function found(path: string): Found | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? missing : null
  }
  try {
    return flatten(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch {
    return null
  }
}
