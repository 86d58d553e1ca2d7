import { readFileSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import type { Point } from '../core/bar-place'

const place = z.object({ x: z.number(), y: z.number() })

/** Where the bar was left, in a small file of its own; losing it costs nothing. */
export function createPlaceFile(path: string): { read: () => Point | null; write: (place: Point) => void } {
  return {
    read: () => {
      try {
        return place.parse(JSON.parse(readFileSync(path, 'utf8')))
      } catch {
        return null
      }
    },
    write: (at) => {
      try {
        writeFileSync(path, JSON.stringify(at), { mode: 0o600 })
      } catch {
        return
      }
    },
  }
}
