import { noSamples } from '../../../shared/team/samples'
import { noShift } from '../../../shared/team/shift'
import type { TeamBoard } from '../../../shared/ipc/queries'
import { bridge } from '../../lib/bridge'
import { mirror } from '../../lib/snapshot.svelte'

const nobody: TeamBoard = { members: [], samples: noSamples, shift: noShift, favourites: [] }

/** The team while a panel shows it: the polls that tell of the agent tell of it, so it is read anew after each. */
export class Board {
  now = $state.raw<TeamBoard>(nobody)

  constructor() {
    $effect(() => {
      if (mirror.pushed.snapshot.sync.confirmedAt !== null)
        void bridge.query('team.read').then((read) => (this.now = read))
    })
  }

  async star(name: string, isFavourite: boolean): Promise<void> {
    await bridge.dispatch('team.star', { name, isFavourite })
    this.now = await bridge.query('team.read')
  }
}
