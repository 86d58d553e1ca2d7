import type { Standing } from '../snapshot/state'
import type { TeamMember } from './team'
import { folded } from '../text'

/*
 * The team as a directory for transfers: available colleagues first, then favourites, then the most recent
 * destinations. Pure.
 */

/** The agent's starred names, and the numbers that calls were transferred to, the last one first. */
export type Marks = { readonly favourites: readonly string[]; readonly recent: readonly string[] }

/** The members whose name or extension matches: every typed word begins a part of the name. */
export function matching(team: readonly TeamMember[], typed: string): readonly TeamMember[] {
  const wanted = folded(typed)
  if (wanted === '') return team
  return team.filter(
    ({ name, branch }) => folded(name).includes(wanted) || (branch !== '' && branch.startsWith(wanted)),
  )
}

const rank: Record<Standing, number> = { available: 0, other: 1, onBreak: 2, loggedOut: 3 }

/** Available members first; among equals favourites, then recent destinations, then the given order. */
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

/**
 * For browsing: favourites on top, then recent destinations, then everybody else; available members first in each
 * section.
 */
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

/** Each queue with its members; a member of two queues appears in both. */
export function byQueue(
  team: readonly TeamMember[],
): readonly { readonly queue: string; readonly members: readonly TeamMember[] }[] {
  const queues = [...new Set(team.flatMap(({ queues: of }) => of))].sort()
  return queues.map((queue) => ({
    queue,
    members: team.filter(({ queues: of }) => of.includes(queue)),
  }))
}
