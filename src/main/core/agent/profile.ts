import { branch as toBranch } from '../../../shared/ids'
import type { Profile } from '../../../shared/snapshot/state'
import { resolveLocale } from '../../../shared/i18n/locale'
import type { Settings } from '../../../shared/settings/settings'

type Person = Pick<Profile, 'agent' | 'companyId' | 'queues'> & { readonly branch: string }

/** The settings that the profile is made of. */
export type ProfileSettings = Pick<
  Settings,
  | 'pabx.baseUrl'
  | 'pabx.companyId'
  | 'agent.name'
  | 'agent.branch'
  | 'agent.queues'
  | 'bar.theme'
  | 'bar.edge'
  | 'bar.compact'
  | 'sync.intervalSeconds'
  | 'crm.popUrl'
  | 'language'
>

/** The part of the settings that the snapshot holds. `systemLocales`: BCP 47 tags, the preferred one first. */
export function profileOf(
  settings: ProfileSettings,
  demo: Person | null,
  systemLocales: readonly string[],
): Profile {
  const agent = demo?.agent ?? settings['agent.name']
  const branch = toBranch(demo?.branch ?? settings['agent.branch'])
  const companyId = demo?.companyId ?? settings['pabx.companyId']
  const queues = demo?.queues ?? settings['agent.queues']
  const baseUrl = demo === null ? settings['pabx.baseUrl'] : ''
  const hasAddress = demo !== null || baseUrl !== ''
  return {
    demo: demo !== null,
    complete: hasAddress && companyId !== '' && agent !== '' && branch !== '' && queues.length > 0,
    baseUrl,
    agent,
    branch,
    companyId,
    queues,
    locale: resolveLocale(settings.language, systemLocales),
    theme: settings['bar.theme'],
    edge: settings['bar.edge'],
    compact: settings['bar.compact'],
    syncIntervalSeconds: settings['sync.intervalSeconds'],
    opensRecords: settings['crm.popUrl'] !== '',
  }
}
