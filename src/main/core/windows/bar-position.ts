export type Edge = 'top' | 'bottom' | 'free'
export type Point = { readonly x: number; readonly y: number }
export type Size = { readonly width: number; readonly height: number }
export type Area = Point & Size

const SNAP = 12

/** The position in the middle of the edge; a free bar starts at the top. Device-independent pixels. */
export function placeOnEdge(edge: Edge, area: Area, size: Size): Point {
  const x = Math.round(area.x + (area.width - size.width) / 2)
  return { x: Math.max(area.x, x), y: edge === 'bottom' ? area.y + area.height - size.height : area.y }
}

/** The nearest position wholly within the area, snapped to an edge that is close. */
export function clampToArea(point: Point, area: Area, size: Size): Point {
  const right = Math.max(area.x, area.x + area.width - size.width)
  const bottom = Math.max(area.y, area.y + area.height - size.height)
  return { x: within(point.x, area.x, right), y: within(point.y, area.y, bottom) }
}

function within(value: number, least: number, most: number): number {
  if (value <= least + SNAP) return least
  if (value >= most - SNAP) return most
  return Math.round(value)
}

/** The larger part of the screen above or below the bar, for a window that should not be under the bar. */
export function besideBar(area: Area, bar: Area): Area {
  const above = Math.max(0, bar.y - area.y)
  const below = Math.max(0, area.y + area.height - bar.y - bar.height)
  return above > below ? { ...area, height: above } : { ...area, y: bar.y + bar.height, height: below }
}

/** The most that a window manager draws around a window. Device-independent pixels. */
const FRAME = 40

/**
 * A window of that size in the middle of the area, with its title bar within it, and never larger than the area with
 * its frame.
 */
export function placeIn(area: Area, size: Size): Area {
  const width = Math.min(size.width, area.width)
  const height = Math.min(size.height, Math.max(0, area.height - FRAME))
  return { x: Math.round(area.x + (area.width - width) / 2), y: area.y, width, height }
}

/** A window where it was left, as far as the area still has room for it: never outside, never larger. */
export function fitInto(area: Area, kept: Area): Area {
  const width = Math.min(kept.width, area.width)
  const height = Math.min(kept.height, Math.max(0, area.height - FRAME))
  return {
    x: Math.max(area.x, Math.min(kept.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(kept.y, area.y + area.height - height - FRAME)),
    width,
    height,
  }
}
