import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { flatten } from '../../../shared/settings/flatten'
import { keptFiles } from '../../core/persistence/kept-files'
import { policyFile } from '../../core/policy/policy-file'
import type { Profile } from '../../../shared/snapshot/state'
import { lookOf, type BarLook, type LookSettings } from '../windows/bar-look'
import { earlyProfile } from './early-profile'

export type EarlyLook = {
  /** How the bar stands. */
  readonly look: BarLook
  /** The colour of its window until its page is there. */
  readonly dark: boolean
  /** Of the agent, for the page's first picture; null where it has to wait for the program. */
  readonly profile: Profile | null
}

type System = { readonly isDark: () => boolean; readonly locales: () => readonly string[] }

/** The values of a file, by the names of settings. Null for a file that exists and cannot be read. */
type Found = Readonly<Record<string, unknown>> | null

/**
 * The few settings that place the bar, read before the program that reads all of them. A value that is not right is its
 * default, as there. Null where a policy may decide on them: the bar then appears with the policy's, a moment later.
 */
export function earlyLook(userData: string, demo: boolean, system: System): EarlyLook | null {
  const policies = demo ? [] : policiesHere()
  if (policies === null || policies.some(placesBar)) return null
  const file = found(join(userData, keptFiles.settings))
  const settings = file ?? {}
  const theme = settings['bar.theme']
  // The demo has an agent of its own, and a policy may name another.
  const isAgentHere = file !== null && !demo && policies.every((names) => names.length === 0)
  return {
    look: lookOf(placing(settings)),
    dark: theme === 'dark' || (theme !== 'light' && system.isDark()),
    profile: isAgentHere ? earlyProfile(settings, system.locales()) : null,
  }
}

/** By hand, because the schema of the settings comes with the program. A test compares the two. */
function placing(settings: Readonly<Record<string, unknown>>): LookSettings {
  const edge = settings['bar.edge']
  const size = settings['bar.textSize']
  return {
    'bar.edge': edge === 'bottom' || edge === 'free' ? edge : 'top',
    'bar.textSize': typeof size === 'number' && size >= 100 && size <= 200 ? size : 100,
    'bar.alwaysOnTop': settings['bar.alwaysOnTop'] !== false,
    'bar.autoHide': settings['bar.autoHide'] === true,
    'bar.reserve': settings['bar.reserve'] === true,
    'bar.compact': settings['bar.compact'] === true,
  }
}

/**
 * The names that each policy decides on. Null where one cannot be read here: on Windows it may stand in the registry,
 * which takes too long.
 */
function policiesHere(): readonly (readonly string[])[] | null {
  if (process.platform === 'win32') return null
  const named = process.env['VOCOM_BAR_POLICY'] ?? ''
  const policies = [policyFile(process.platform), ...(named === '' ? [] : [named])].map(found)
  const read = policies.filter((policy) => policy !== null)
  return read.length < policies.length ? null : read.map((policy) => Object.keys(policy))
}

const placesBar = (names: readonly string[]): boolean => names.some((name) => name.startsWith('bar.'))

function found(path: string): Found {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? {} : null
  }
  try {
    return flatten(JSON.parse(text))
  } catch {
    return null
  }
}
