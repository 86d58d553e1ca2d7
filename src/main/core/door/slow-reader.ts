import type { Writable } from 'node:stream'

/**
 * How much waits at most for a reader that has stopped reading. In characters: one takes two bytes at most, and the
 * socket holds another line, so that this is less than 1 MB.
 */
const MOST_WAITING = 400_000

export type LineWriter = {
  readonly offer: (line: string) => void
  /** Sends nothing more but what is offered last. */
  readonly dropWaiting: () => void
}

/**
 * Writes lines, each of which says all there is to know, to a reader that may be slow. When too many wait, the newest
 * replaces the one before it: the reader gets the oldest in order, then a gap, then the present state.
 */
export function createLineWriter(
  stream: Writable,
  /** The line as it is sent. Runs when it is sent, so never for a line that was replaced. */
  toSend: (line: string) => string,
  most = MOST_WAITING,
): LineWriter {
  const waiting: string[] = []
  let size = 0
  const take = (line: string | undefined): string => {
    size -= line?.length ?? 0
    return line ?? ''
  }
  function flush(): void {
    while (waiting.length > 0 && !stream.writableNeedDrain && stream.writable)
      stream.write(toSend(take(waiting.shift())))
  }
  stream.on('drain', flush)
  return {
    offer: (line) => {
      while (waiting.length > 0 && size + line.length > most) take(waiting.pop())
      waiting.push(line)
      size += line.length
      flush()
    },
    dropWaiting: () => {
      waiting.length = 0
      size = 0
    },
  }
}
