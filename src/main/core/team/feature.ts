import * as z from 'zod'
import { noSamples, withPoll } from '../../../shared/team/samples'
import { noShift, withOwnPoll } from '../../../shared/team/shift'
import { countsOf, memberOf, teamOf } from '../../../shared/team/team'
import { timeOfDay } from '../../../shared/snapshot/view'
import type { TeamBoard } from '../../../shared/ipc/queries'
import { dayBegan } from '../../../shared/reports/pabx-time'
import type { Core } from '../kernel/core'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import type { Answerers } from '../kernel/queries'
import type { History } from '../../../shared/history/history'

type Seen = Omit<TeamBoard, 'favourites'>

const nothing: Seen = { members: [], samples: noSamples, shift: noShift }

type Ports = {
  readonly core: Core
  readonly history: {
    readonly read: () => History
    readonly star: (name: string, isFavourite: boolean) => Promise<void>
  }
}

/** What the polls show about the team and the agent's own shift. */
export function createTeamFeature({ core, history }: Ports) {
  let seen = nothing
  const board = (): TeamBoard => ({ ...seen, favourites: history.read().favourites })
  return {
    seen: () => seen,
    onIdentity: () => {
      seen = nothing
    },
    onPoll: (polls) => {
      const now = core.clock.now()
      const { profile } = core.store.get()
      const began = dayBegan(core.settings()['pabx.timeZone'], timeOfDay(core.store.get(), now))
      const members = teamOf(polls, began)
      seen = {
        members,
        samples: withPoll(seen.samples, members, countsOf(members), now),
        shift: withOwnPoll(seen.shift, memberOf(members, profile.agent), now),
      }
    },
    handlers: {
      'team.star': async (_core, { name, isFavourite }) => {
        await history.star(name, isFavourite)
        return { ok: true }
      },
    } as const satisfies Partial<Handlers>,
    queries: {
      'team.read': { argument: z.undefined(), answer: board },
    } as const satisfies Partial<Answerers>,
  } satisfies Feature & Record<string, unknown>
}
