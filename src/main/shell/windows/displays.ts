import { screen, type Display, type Rectangle } from 'electron'
import { BAR_HEIGHT, BAR_WIDTH } from '../../../shared/windows/bar-shape'
import type { Point, Size } from '../../core/windows/bar-position'

export const allBounds = (): readonly Rectangle[] => screen.getAllDisplays().map(({ bounds }) => bounds)

/** The displays by position and size: a set each for the office, for home and for the laptop alone. */
export const displaySet = (): string =>
  allBounds()
    .map(({ width, height, x, y }) => `${String(width)}x${String(height)}@${String(x)},${String(y)}`)
    .sort()
    .join(' ')

/** The display that shows most of a window there; the window is a bar of the usual size unless another is said. */
export const displayAt = (
  { x, y }: Point,
  { width, height }: Size = { width: BAR_WIDTH, height: BAR_HEIGHT },
): Display => screen.getDisplayMatching({ x: Math.round(x), y: Math.round(y), width, height })
