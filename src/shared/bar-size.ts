import type { Snapshot } from './agent/state'

/** The bar and what opens from its edge, in device-independent pixels. */
export const BAR_WIDTH = 1000
export const BAR_HEIGHT = 56
export const ALERT_HEIGHT = 36

const FULL_HEIGHT = 320
const LINE = 38
/** Breaks stand four in a row. */
const BREAKS_IN_A_ROW = 4

/** How high the open panel is: what it shows, and no more of the program below than that. */
export function panelHeight({ panel, breaks, notices, update }: Snapshot): number {
  switch (panel) {
    case null:
      return 0
    case 'breaks':
      return atMost(74 + Math.max(1, Math.ceil(breaks.length / BREAKS_IN_A_ROW)) * 48)
    case 'dial':
      return 156
    case 'menu':
      return 24 + (update.phase === 'off' ? 3 : 4) * LINE
    case 'notices':
      return atMost(60 + Math.max(1, notices.length) * LINE)
    case 'transfer':
    case 'team':
    case 'history':
    case 'help':
      return FULL_HEIGHT
  }
}

const atMost = (height: number): number => Math.min(height, FULL_HEIGHT)
