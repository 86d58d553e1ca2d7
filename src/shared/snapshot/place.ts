import type { Profile } from './state'

/** Whether both mean the same agent of the same queues on the same PABX: what is known of one holds for the other. */
export const isSamePlace = (a: Profile, b: Profile): boolean =>
  a.baseUrl === b.baseUrl &&
  a.companyId === b.companyId &&
  a.agent === b.agent &&
  a.queues.join('\n') === b.queues.join('\n')

/** Whom something belongs to that is kept on disk: one agent of one company at one PABX. */
export const ownerOf = ({ demo, baseUrl, companyId, agent }: Profile): string =>
  JSON.stringify([demo, baseUrl, companyId, agent])
