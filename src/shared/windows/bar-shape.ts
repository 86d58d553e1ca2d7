/** The bar and what opens from its edge, in device-independent pixels at the usual size of text. */
export const BAR_WIDTH = 1000
export const BAR_HEIGHT = 56
/** With icons instead of words. */
export const COMPACT_WIDTH = 560

/** Below this width the controls would not fit, even in two rows. */
const LEAST_WIDTH = 620
/** Below this width the page uses two rows; `Bar.svelte` has the same number. */
export const TWO_ROWS_BELOW = 960

/** No panel is higher: it would cover the program that the agent works in. */
export const FULL_HEIGHT = 320

export type BarShape = {
  /** The factor by which everything is enlarged. */
  readonly scale: number
  /** The width before scaling. */
  readonly width: number
  readonly height: number
  readonly alertHeight: number
  readonly breaksInARow: number
}

/** The shape at the wanted scale, if possible. A bar that would be wider than the screen uses two rows. */
export function barShape(wantedScale: number, screenWidth: number, compact = false): BarShape {
  if (compact) {
    const scale = Math.max(1, Math.min(wantedScale, screenWidth / COMPACT_WIDTH))
    return { scale, width: COMPACT_WIDTH, height: BAR_HEIGHT, alertHeight: 52, breaksInARow: 2 }
  }
  if (BAR_WIDTH * wantedScale <= screenWidth)
    return { scale: wantedScale, width: BAR_WIDTH, height: BAR_HEIGHT, alertHeight: 36, breaksInARow: 4 }
  const scale = Math.max(1, Math.min(wantedScale, screenWidth / LEAST_WIDTH))
  const width = Math.min(TWO_ROWS_BELOW, screenWidth / scale)
  return { scale, width, height: 2 * BAR_HEIGHT, alertHeight: 52, breaksInARow: 3 }
}
