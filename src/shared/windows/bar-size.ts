import type { Snapshot } from '../snapshot/state'
import { viewOf } from '../snapshot/view'

/** The bar and what opens from its edge, in device-independent pixels at the usual size of text. */
export const BAR_WIDTH = 1000
export const BAR_HEIGHT = 56

/** Narrower than this no control would stay whole, not even in two rows. */
const LEAST_WIDTH = 620
/** Below it the page stands in two rows; `Bar.svelte` knows it too. */
const TWO_ROWS_BELOW = 960

export type BarShape = {
  /** What is drawn at 1 is so much larger. */
  readonly scale: number
  /** Before it is made larger. */
  readonly width: number
  readonly height: number
  readonly alertHeight: number
  readonly breaksInARow: number
}

/** Text as large as asked for; a bar that is too wide for the screen then stands in two rows. */
export function barShape(wantedScale: number, screenWidth: number): BarShape {
  if (BAR_WIDTH * wantedScale <= screenWidth)
    return { scale: wantedScale, width: BAR_WIDTH, height: BAR_HEIGHT, alertHeight: 36, breaksInARow: 4 }
  const scale = Math.max(1, Math.min(wantedScale, screenWidth / LEAST_WIDTH))
  const width = Math.min(TWO_ROWS_BELOW, screenWidth / scale)
  return { scale, width, height: 2 * BAR_HEIGHT, alertHeight: 52, breaksInARow: 3 }
}

/** How many rows the lists of the panels have: the team by queue, the team without the agent, the calls. */
export type PanelRows = {
  readonly calls: number
  readonly colleagues: number
  readonly members: number
  readonly queues: number
}

export const noRows: PanelRows = { calls: 0, colleagues: 0, members: 0, queues: 0 }

const FULL_HEIGHT = 320
const LINE = 38
/** Padding and border of a panel, above and below together. */
const AROUND = 26
const SENTENCE = 46
/** Of the table of the team: its head, a row, a heading between the rows. */
const [HEAD, ROW, HEADING] = [26, 25, 29]
const CALL_ROW = 37
/** Calls stand beside each other where there is room for two of them. */
const CALL_WIDTH = 278

/** How high the open panel is: what it shows, and no more of the program below than that. */
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
      return atMost(74 + Math.max(1, Math.ceil(breaks.length / breaksInARow)) * 48)
    case 'dial':
      return 138
    case 'menu':
      return 24 + Math.ceil(menuEntries(snapshot) / 3) * LINE
    case 'notices':
      return atMost(60 + Math.max(1, notices.length) * LINE)
    case 'history': {
      const rows = Math.ceil(calls / Math.max(1, Math.floor(width / CALL_WIDTH)))
      return atMost(AROUND + 40 + (rows === 0 ? SENTENCE : rows * CALL_ROW))
    }
    case 'transfer': {
      // Those that calls went to last stand above, or under a heading of their own.
      const used = recentTransfers.length === 0 ? 0 : LINE + 2 * HEADING
      return atMost(AROUND + 58 + used + (colleagues === 0 ? SENTENCE : HEAD + colleagues * ROW))
    }
    case 'team':
      return atMost(AROUND + 40 + (members === 0 ? SENTENCE : 52 + HEAD + members * ROW + queues * HEADING))
    case 'help':
      return FULL_HEIGHT
  }
}

/** What always stands in the menu, and what comes into it: a newer version, the other way of a hold, another break. */
function menuEntries(snapshot: Snapshot): number {
  const more = [
    snapshot.update.phase !== 'off',
    snapshot.call !== null,
    viewOf(snapshot).standing === 'onBreak',
  ]
  return 9 + more.filter(Boolean).length
}

const atMost = (height: number): number => Math.min(height, FULL_HEIGHT)
