import { ownerOf } from '../../../shared/snapshot/place'
import { noSamples, withPoll } from '../../../shared/team/samples'
import { noShift, withOwnPoll } from '../../../shared/team/shift'
import { countsOf, memberOf, teamOf } from '../../../shared/team/team'
import { timeOfDay } from '../../../shared/snapshot/view'
import type { TeamBoard } from '../../../shared/ipc/queries'
import { dayBegan } from '../../../shared/reports/wall-time'
import type { Clock } from '../kernel/ports'
import type { Store } from '../kernel/store'
import type { QueuePoll } from '../polling/sync'

type Seen = Omit<TeamBoard, 'favourites'>
export type TeamWatch = { readonly seen: () => Seen; readonly onLists: (polls: readonly QueuePoll[]) => void }

const nothing: Seen = { members: [], samples: noSamples, shift: noShift }

/** What the polls tell of the team and of the agent's own shift; for another agent, company or PABX it begins anew. */
export function createTeamWatch(store: Store, clock: Clock, timeZone: () => string): TeamWatch {
  let seen = nothing
  store.subscribe((now, before) => {
    if (ownerOf(now.profile) !== ownerOf(before.profile)) seen = nothing
  })
  return {
    seen: () => seen,
    onLists: (polls) => {
      const now = clock.now()
      const members = teamOf(polls, dayBegan(timeZone(), timeOfDay(store.get(), now)))
      seen = {
        members,
        samples: withPoll(seen.samples, members, countsOf(members), now),
        shift: withOwnPoll(seen.shift, memberOf(members, store.get().profile.agent), now),
      }
    },
  }
}
