import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { Point } from '../../core/windows/bar-position'
import { writeOwn } from '../storage/own-file'

const places = z.record(z.string().max(500), z.object({ x: z.number(), y: z.number() }))

export type PositionFile = {
  /** The position of the bar on that set of displays. */
  readonly read: (displays: string) => Point | null
  readonly write: (displays: string, place: Point | null) => void
}

/** Stores the bar's position for each set of displays in a small file. Losing it does no harm. */
export function createPositionFile(path: string): PositionFile {
  let known: Record<string, Point> = {}
  try {
    known = places.parse(JSON.parse(readFileSync(path, 'utf8')))
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
