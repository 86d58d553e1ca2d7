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
  const isAtEdge =
    (edge === 'top' && bar.y === workArea.y) || (edge === 'bottom' && foot(bar) === foot(workArea))
  if (edge === 'free' || !isAtEdge) return null
  const isBeside = (other: Area): boolean =>
    other.x < display.x + display.width && display.x < other.x + other.width
  const isBeyond = (other: Area): boolean =>
    edge === 'top' ? other.y < display.y : foot(other) > foot(display)
  if (displays.some((other) => isBeside(other) && isBeyond(other))) return null
  return {
    edge,
    depth: Math.round(depthOf(edge, bar, displays) * scale),
    from: Math.round(display.x * scale),
    to: Math.round((display.x + display.width) * scale) - 1,
  }
}

/** The strip of the bar as its own display shows it, in device-independent pixels. */
export type OwnStrip = {
  readonly edge: 'top' | 'bottom'
  /** From the edge of the whole desktop. */
  readonly depth: number
  /** From the edge of the display: what other programs reserve there. */
  readonly others: number
}

type Screen = Pick<Place, 'workArea' | 'display' | 'displays'>

/** The last two strips of the bar, the newest first, now that it reserves one there. */
export function withStrip(
  own: readonly OwnStrip[],
  edge: 'top' | 'bottom',
  { bar, workArea, display, displays }: Place,
): readonly OwnStrip[] {
  const others = edge === 'top' ? workArea.y - display.y : foot(display) - foot(workArea)
  const strip = { edge, depth: depthOf(edge, bar, displays), others }
  const [last] = own
  const isSame = last?.edge === edge && last.depth === strip.depth && last.others === others
  return isSame ? own : [strip, ...own].slice(0, 2)
}

/**
 * The work area as it would be without the bar's own strip: the bar stands inside it, not beside it. The strip keeps its
 * depth when the display becomes larger or smaller. `own` has the strip before the last too, which the window manager
 * may still keep free.
 */
export function withoutOwn({ workArea, display, displays }: Screen, own: readonly OwnStrip[]): Area {
  const end = Math.max(...displays.map(foot))
  for (const { edge, depth, others } of own) {
    if (edge === 'top' && workArea.y === depth)
      return { ...workArea, y: display.y + others, height: foot(workArea) - display.y - others }
    if (edge === 'bottom' && foot(workArea) === end - depth)
      return { ...workArea, height: foot(display) - others - workArea.y }
  }
  return workArea
}

function depthOf(edge: 'top' | 'bottom', bar: Area, displays: readonly Area[]): number {
  return edge === 'top' ? foot(bar) : Math.max(...displays.map(foot)) - bar.y
}

const foot = (area: Area): number => area.y + area.height
