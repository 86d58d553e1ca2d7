import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { Area } from '../../core/windows/bar-position'
import { writeOwn } from '../storage/own-file'

const pixels = z.number().int().min(-100_000).max(100_000)
const size = z.number().int().min(200).max(20_000)
const place = z.object({
  x: pixels,
  y: pixels,
  width: size,
  height: size,
  isMaximized: z.boolean().catch(false),
})

export type PagePlace = Area & { readonly isMaximized: boolean }

export type PagePlaceFile = {
  readonly read: () => PagePlace | null
  readonly write: (place: PagePlace) => void
}

/** Where a window stood when it was closed. A file that is damaged or lost does no harm. */
export function createPagePlaceFile(path: string): PagePlaceFile {
  return {
    read: () => {
      try {
        return place.parse(JSON.parse(readFileSync(path, 'utf8')))
      } catch {
        return null
      }
    },
    write: (kept) => {
      try {
        writeOwn(path, JSON.stringify(kept))
      } catch {
        return
      }
    },
  }
}
