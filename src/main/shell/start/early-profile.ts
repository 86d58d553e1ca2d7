import { profileOf, type ProfileSettings } from '../../core/agent/profile'
import type { Profile } from '../../../shared/snapshot/state'
import { firstOf, isBetween, isFlag, isOneOf, type Found } from './early-values'

const isWord = (value: unknown): value is string =>
  typeof value === 'string' && value === value.trim() && value.length <= 200

const isRoot = (value: unknown): value is string =>
  isWord(value) && /^$|^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(value) && !value.endsWith('/')

const isQueues = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= 50 && value.every((name) => isWord(name) && name !== '')

/**
 * What the bar says of its agent before the program that reads the settings is there. By hand, because the schema of the
 * settings comes with that program; a test compares the two. Null where a value is not plainly right: the bar then waits.
 */
export function earlyProfile(sources: readonly Found[], systemLocales: readonly string[]): Profile | null {
  const odd: string[] = []
  function value<Value>(name: string, isRight: (value: unknown) => value is Value, otherwise: Value): Value {
    const isOdd = sources.some((source) => (source[name] ?? null) !== null && !isRight(source[name]))
    if (isOdd) odd.push(name)
    return firstOf(sources, name, isRight, otherwise)
  }
  const settings: ProfileSettings = {
    'pabx.baseUrl': value('pabx.baseUrl', isRoot, ''),
    'pabx.companyId': value('pabx.companyId', isWord, ''),
    'agent.name': value('agent.name', isWord, ''),
    'agent.branch': value('agent.branch', isWord, ''),
    'agent.queues': value('agent.queues', isQueues, []),
    'bar.theme': value('bar.theme', isOneOf('system', 'light', 'dark'), 'system'),
    'bar.edge': value('bar.edge', isOneOf('top', 'bottom', 'free'), 'top'),
    'bar.compact': value('bar.compact', isFlag, false),
    'sync.intervalSeconds': value('sync.intervalSeconds', isBetween(1, 300), 5),
    // Whether it is right is read by a library that comes with the program; until then nothing can be pressed.
    'crm.popUrl': '',
    language: value('language', isOneOf('system', 'pt-BR', 'en', 'es'), 'system'),
  }
  return odd.length === 0 ? profileOf(settings, null, systemLocales) : null
}
