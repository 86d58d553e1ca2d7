import type { Snapshot } from '../snapshot/state'
import { viewOf } from '../snapshot/view'
import { FULL_HEIGHT, TWO_ROWS_BELOW, type BarShape } from './bar-shape'

/** How many rows the lists of the panels have: the team by queue, the team without the agent, the calls. */
export type PanelRows = {
  readonly calls: number
  readonly colleagues: number
  readonly members: number
  readonly queues: number
}

export const noRows: PanelRows = { calls: 0, colleagues: 0, members: 0, queues: 0 }

const LINE = 38
/** The padding and border above and below a panel, together. */
const AROUND = 26
const SENTENCE = 46
/** The heights in the team's table: its header, a row, a heading between rows. */
const [HEAD, ROW, HEADING] = [36, 30, 36]
const CALL_ROW = 37
/** Calls are side by side if there is room for two of this width. */
const CALL_WIDTH = 278

/** The height of the open panel: as much as its contents need, so that it covers no more of the program below. */
export function panelHeight(
  snapshot: Snapshot,
  { breaksInARow, width }: Pick<BarShape, 'breaksInARow' | 'width'>,
  { calls, colleagues, members, queues }: PanelRows,
): number {
  const { panel, breaks, notices, recentTransfers } = snapshot
  switch (panel) {
    case null:
      return 0
    case 'breaks':
      return atMost(46 + Math.max(1, Math.ceil(breaks.length / breaksInARow)) * 48)
    case 'dial':
      return 138
    case 'menu':
      return 24 + Math.ceil(menuEntries(snapshot) / (width < TWO_ROWS_BELOW ? 2 : 3)) * LINE
    case 'notices':
      return atMost(60 + Math.max(1, notices.length) * LINE)
    case 'history': {
      const rows = Math.ceil(calls / Math.max(1, Math.floor(width / CALL_WIDTH)))
      return atMost(AROUND + 40 + (rows === 0 ? SENTENCE : rows * CALL_ROW))
    }
    case 'transfer': {
      // Recent destinations are above the list, or under a heading of their own.
      const used = recentTransfers.length === 0 ? 0 : LINE + 2 * HEADING
      return atMost(AROUND + 58 + used + (colleagues === 0 ? SENTENCE : HEAD + colleagues * ROW))
    }
    case 'team':
      return atMost(AROUND + 40 + (members === 0 ? SENTENCE : 52 + HEAD + members * ROW + queues * HEADING))
    case 'help':
      return FULL_HEIGHT
  }
}

/**
 * The number of menu entries: the fixed ones, and those for a newer version, the opposite of a hold, a record, or
 * another break.
 */
function menuEntries(snapshot: Snapshot): number {
  const more = [
    snapshot.update.phase !== 'off',
    snapshot.call !== null,
    snapshot.call !== null && snapshot.profile.opensRecords,
    viewOf(snapshot).standing === 'onBreak',
  ]
  return 9 + more.filter(Boolean).length
}

const atMost = (height: number): number => Math.min(height, FULL_HEIGHT)
