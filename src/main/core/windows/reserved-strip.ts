import type { Area, Edge } from './bar-position'

/** A strip of a screen's edge that maximised windows leave free, in pixels of the whole desktop. */
export type Strip = {
  readonly edge: 'top' | 'bottom'
  /** The strip's depth, measured from the edge of the whole desktop. */
  readonly depth: number
  /** The first and the last pixel along that edge. */
  readonly from: number
  readonly to: number
}

type Place = {
  readonly edge: Edge
  readonly bar: Area
  /** The work area of the bar's display, as it would be without the bar's own strip. */
  readonly workArea: Area
  readonly display: Area
  readonly displays: readonly Area[]
  /** Pixels per device-independent pixel. */
  readonly scale: number
}

/**
 * The strip of a bar at its edge; null for a bar that was dragged away. Null also when another display lies between the
 * bar and the edge of the desktop: strips are measured from that edge, so this one would cover the other display.
 */
export function stripOf({ edge, bar, workArea, display, displays, scale }: Place): Strip | null {
  const foot = (area: Area): number => area.y + area.height
  const isAtEdge =
    (edge === 'top' && bar.y === workArea.y) || (edge === 'bottom' && foot(bar) === foot(workArea))
  if (edge === 'free' || !isAtEdge) return null
  const isBeside = (other: Area): boolean =>
    other.x < display.x + display.width && display.x < other.x + other.width
  const isBeyond = (other: Area): boolean =>
    edge === 'top' ? other.y < display.y : foot(other) > foot(display)
  if (displays.some((other) => isBeside(other) && isBeyond(other))) return null
  const end = Math.max(...displays.map(foot))
  const depth = edge === 'top' ? foot(bar) : end - bar.y
  return {
    edge,
    depth: Math.round(depth * scale),
    from: Math.round(display.x * scale),
    to: Math.round((display.x + display.width) * scale) - 1,
  }
}

/** An end of a display's work area, with the bar's own strip and without it. */
export type OwnStrip = {
  readonly edge: 'top' | 'bottom'
  readonly withStrip: number
  readonly without: number
}

/** The work area as it would be without the bar's own strip. The bar stands inside that strip, not beside it. */
export function withoutOwn(area: Area, own: OwnStrip | null): Area {
  if (own?.edge === 'top' && area.y === own.withStrip)
    return { ...area, y: own.without, height: area.height + own.withStrip - own.without }
  if (own?.edge === 'bottom' && area.y + area.height === own.withStrip)
    return { ...area, height: area.height + own.without - own.withStrip }
  return area
}
