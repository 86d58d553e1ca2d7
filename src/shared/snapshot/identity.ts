import type { Profile } from './state'

/** One agent of one company at one PABX: the owner of whatever is stored on disk or seen while the bar runs. */
export const identityOf = ({ demo, baseUrl, companyId, agent }: Profile): string =>
  JSON.stringify([demo, baseUrl, companyId, agent])

/** Whether both are the same agent in the same queues, so that the PABX's answer for one is valid for the other. */
export const isSameInQueues = (a: Profile, b: Profile): boolean =>
  identityOf(a) === identityOf(b) && a.queues.join('\n') === b.queues.join('\n')
