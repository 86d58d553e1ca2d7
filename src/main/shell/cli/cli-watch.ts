import type { Socket } from 'node:net'
import type { CliAnswer } from '../../core/cli/cli-answer'
import { said, saidLine, type Conversation } from '../../core/cli/cli-proof'
import type { Follow } from '../../core/door/follow'
import { createLineWriter } from '../../core/door/slow-reader'

/** More watching programs than this would leave no room for those that ask. */
const MOST_WATCHERS = 16

export type Watchers = {
  /** Sends that reader a line now and one for each change. Refuses when there are too many readers. */
  readonly add: (socket: Socket, conversation: Conversation, follow: Follow) => boolean
  /** Tells every reader that the bar quits. */
  readonly end: () => void
}

/** The programs that stay connected: `--watch`. */
export function createWatchers(): Watchers {
  const ends = new Set<() => void>()

  return {
    add: (socket, conversation, follow) => {
      if (ends.size >= MOST_WATCHERS) return false
      let count = 0
      const lines = createLineWriter(socket, (line) => `${saidLine(conversation, (count += 1), line)}\n`)
      const unfollow = follow(lines.offer)
      const end = (): void => {
        unfollow()
        lines.dropWaiting()
        const quit: CliAnswer = { code: 0, out: '', err: '' }
        socket.end(`${said(conversation, 'answer', JSON.stringify(quit))}\n`)
      }
      ends.add(end)
      // A reader that ends closes its side.
      socket.once('end', () => socket.destroy())
      socket.once('close', () => {
        ends.delete(end)
        unfollow()
      })
      return true
    },
    end: () => ends.forEach((end) => end()),
  }
}
