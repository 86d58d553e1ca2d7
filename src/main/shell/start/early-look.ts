import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { flatten } from '../../../shared/settings/flatten'
import { keptFiles } from '../../core/persistence/kept-files'
import { policyFile } from '../../core/policy/policy-file'
import { lookOf, type BarLook, type LookSettings } from '../windows/bar-look'

/** How the bar stands, and the colour of its window until its page is there. */
export type EarlyLook = { readonly look: BarLook; readonly dark: boolean }

/** The values of a file, by the names of settings. Null for a file that exists and cannot be read. */
type Found = Readonly<Record<string, unknown>> | null

/**
 * The few settings that place the bar, read before the program that reads all of them. A value that is not right is its
 * default, as there. Null where a policy may decide on them: the bar then appears with the policy's, a moment later.
 */
export function earlyLook(userData: string, demo: boolean, isDark: () => boolean): EarlyLook | null {
  if (!demo && mayDecide()) return null
  const settings = found(join(userData, keptFiles.settings)) ?? {}
  const theme = settings['bar.theme']
  return {
    look: lookOf(placing(settings)),
    dark: theme === 'dark' || (theme !== 'light' && isDark()),
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

/** On Windows a policy may also stand in the registry, which takes too long to read. */
function mayDecide(): boolean {
  if (process.platform === 'win32') return true
  const named = process.env['VOCOM_BAR_POLICY'] ?? ''
  const files = [policyFile(process.platform), ...(named === '' ? [] : [named])]
  return files.map(found).some(decides)
}

const decides = (policy: Found): boolean =>
  policy === null || Object.keys(policy).some((name) => name.startsWith('bar.'))

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
