import { readFileSync } from 'node:fs'
import type { Point } from '../../core/windows/bar-position'
import { writeOwn } from '../storage/own-file'

const MOST_SETS = 50

export type PositionFile = {
  /** The position of the bar on that set of displays. */
  readonly read: (displays: string) => Point | null
  readonly write: (displays: string, place: Point | null) => void
}

/** Stores the bar's position for each set of displays in a small file. Losing it does no harm. */
export function createPositionFile(path: string): PositionFile {
  let known: Record<string, Point> = {}
  try {
    known = placesIn(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    known = {}
  }
  return {
    read: (displays) => known[displays] ?? null,
    write: (displays, place) => {
      const others = Object.entries(known).filter(([set]) => set !== displays)
      known = Object.fromEntries(place === null ? others : [...others, [displays, place]])
      try {
        writeOwn(path, JSON.stringify(known))
      } catch {
        return
      }
    },
  }
}

/** The positions among those values. Parsed by hand: this is read before anything else is loaded. */
function placesIn(tree: unknown): Record<string, Point> {
  if (typeof tree !== 'object' || tree === null) return {}
  const sets = Object.entries(tree).slice(-MOST_SETS)
  return Object.fromEntries(sets.filter((entry): entry is [string, Point] => isPoint(entry[1])))
}

const isPoint = (value: unknown): value is Point =>
  typeof value === 'object' &&
  value !== null &&
  'x' in value &&
  'y' in value &&
  Number.isFinite(value.x) &&
  Number.isFinite(value.y)
