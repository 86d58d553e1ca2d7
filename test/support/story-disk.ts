import type { TextFile } from '../../src/main/core/kernel/ports'
import type { createFakeClock } from './clock'

/** So long the bar waits for the disk; what takes longer holds up no call. */
const PATIENCE_MS = 500

/** A disk that takes its time for every write, one after the other, and keeps what it had when the bar is killed. */
export function createStoryDisk(clock: ReturnType<typeof createFakeClock>, delays: readonly number[]) {
  let text: string | null = null
  let writes = 0

  /** As the run sees it that lives for as long as `isAlive` says so. */
  function open(isAlive: () => boolean) {
    const waiting: number[] = []
    let last = Promise.resolve()
    const file: TextFile = {
      read: () => Promise.resolve(text),
      write: (wanted) => {
        waiting.push(clock.now())
        const takes = delays[writes++ % delays.length] ?? 0
        last = last.then(
          () =>
            new Promise((resolve) => {
              clock.after(takes, () => {
                if (!isAlive()) return
                text = wanted
                waiting.shift()
                resolve()
              })
            }),
        )
        return last
      },
    }
    /** Whether the bar has stopped waiting for a write that is not done. */
    const isLate = (): boolean => (waiting[0] ?? Infinity) <= clock.now() - PATIENCE_MS
    const isWriting = (): boolean => waiting.length > 0
    return { file, isLate, isWriting }
  }

  return { open, text: () => text }
}
