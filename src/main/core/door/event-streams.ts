import type { ServerResponse } from 'node:http'
import type { Follow } from './follow'
import { createRecentEvents, type DoorEvent } from './recent-events'
import { createLineWriter } from './slow-reader'

/** More programs than this do not follow one bar. */
const MOST_STREAMS = 16
/** A comment, so that a reader which is gone is noticed, and proxies of a program's own keep the line open. */
const HEARTBEAT_MS = 15_000

export type EventStreams = {
  /** Sends the events after that one, and each new one. Refuses when there are too many readers. */
  readonly add: (response: ServerResponse, programId: string, lastId: string | undefined) => boolean
  readonly cutOff: (programId: string) => void
  readonly close: () => void
}

/** Server-sent events. */
export function createEventStreams(follow: Follow): EventStreams {
  const events = createRecentEvents(follow)
  const open = new Map<ServerResponse, string>()

  return {
    add: (response, programId, lastId) => {
      if (open.size >= MOST_STREAMS) return false
      open.set(response, programId)
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      })
      response.flushHeaders()
      const lines = createLineWriter(response, (line) => line)
      const write = ({ id, line }: DoorEvent): void =>
        lines.offer(`id: ${id}\nevent: snapshot\ndata: ${line}\n\n`)
      events.after(lastId).forEach(write)
      const unsubscribe = events.subscribe(write)
      const heartbeat = setInterval(() => {
        if (!response.writableNeedDrain) response.write(':\n\n')
      }, HEARTBEAT_MS)
      response.once('close', () => {
        clearInterval(heartbeat)
        unsubscribe()
        open.delete(response)
      })
      return true
    },
    cutOff: (programId) => {
      for (const [response, id] of open) if (id === programId) response.destroy()
    },
    close: () => {
      events.stop()
      for (const response of open.keys()) response.destroy()
    },
  }
}
