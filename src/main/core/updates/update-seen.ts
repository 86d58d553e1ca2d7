import * as z from 'zod'

const schema = z.object({ feed: z.string(), serial: z.number().int() })

/** The serial of the newest text of that feed that was accepted; 0 for none. */
export function readSeen(text: string | null, feed: string): number {
  try {
    const read = schema.safeParse(JSON.parse(text ?? ''))
    return read.success && read.data.feed === feed ? read.data.serial : 0
  } catch {
    return 0
  }
}

export const seenText = (feed: string, serial: number): string => JSON.stringify({ feed, serial })
