import type { Profile } from './state'

/** One agent of one company at one PABX: whose something is that is kept on disk, or seen while the bar runs. */
export const identityOf = ({ demo, baseUrl, companyId, agent }: Profile): string =>
  JSON.stringify([demo, baseUrl, companyId, agent])

/** Whether both are the same agent in the same queues: an answer of the PABX that was asked for one holds for the other. */
export const isSameInQueues = (a: Profile, b: Profile): boolean =>
  identityOf(a) === identityOf(b) && a.queues.join('\n') === b.queues.join('\n')
