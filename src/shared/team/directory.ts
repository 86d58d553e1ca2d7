import type { Standing } from '../snapshot/state'
import type { TeamMember } from './team'
import { folded } from '../text'

/*
 * The team as a directory to transfer to: the available come before the others, then favourites, then those
 * that calls were transferred to lately. Pure.
 */

/** What the agent made of the team: names with a star, and numbers that calls went to, the last one first. */
export type Marks = { readonly favourites: readonly string[]; readonly recent: readonly string[] }

/** Those whose name or extension is meant: every word of it begins a part of the name. */
export function matching(team: readonly TeamMember[], typed: string): readonly TeamMember[] {
  const wanted = folded(typed)
  if (wanted === '') return team
  return team.filter(
    ({ name, branch }) => folded(name).includes(wanted) || (branch !== '' && branch.startsWith(wanted)),
  )
}

const rank: Record<Standing, number> = { available: 0, other: 1, onBreak: 2, loggedOut: 3 }

/** The available ones first; among equals favourites, then the last used, then as they came. */
export function inOrderOfUse(
  team: readonly TeamMember[],
  { favourites, recent }: Marks,
): readonly TeamMember[] {
  const used = ({ branch }: TeamMember): number => {
    const at = branch === '' ? -1 : recent.indexOf(branch)
    return at === -1 ? recent.length : at
  }
  const starred = ({ name }: TeamMember): number => (favourites.includes(name) ? 0 : 1)
  return [...team].sort(
    (a, b) => rank[a.standing] - rank[b.standing] || starred(a) - starred(b) || used(a) - used(b),
  )
}

export type Section = {
  readonly of: 'favourites' | 'recent' | 'others'
  readonly members: readonly TeamMember[]
}

/** To be looked through: favourites on top, then the last used, then everybody else; the available ones first in each. */
export function sectionsOf(team: readonly TeamMember[], marks: Marks): readonly Section[] {
  const sorted = inOrderOfUse(team, marks)
  const isFavourite = ({ name }: TeamMember): boolean => marks.favourites.includes(name)
  const isRecent = ({ branch }: TeamMember): boolean => branch !== '' && marks.recent.includes(branch)
  const sections: readonly Section[] = [
    { of: 'favourites', members: sorted.filter(isFavourite) },
    { of: 'recent', members: sorted.filter((member) => !isFavourite(member) && isRecent(member)) },
    { of: 'others', members: sorted.filter((member) => !isFavourite(member) && !isRecent(member)) },
  ]
  return sections.filter(({ members }) => members.length > 0)
}

/** Each queue with its members; who works in two stands in both. */
export function byQueue(
  team: readonly TeamMember[],
): readonly { readonly queue: string; readonly members: readonly TeamMember[] }[] {
  const queues = [...new Set(team.flatMap(({ queues: of }) => of))].sort()
  return queues.map((queue) => ({
    queue,
    members: team.filter(({ queues: of }) => of.includes(queue)),
  }))
}
