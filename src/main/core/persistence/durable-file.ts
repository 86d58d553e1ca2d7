import type { Clock, TextFile } from '../kernel/ports'

/** A disk that takes longer does not hold up a call. Milliseconds. */
const PATIENCE_MS = 500
/** A disk that refuses is asked again after one second, two, four, and so on up to this. Milliseconds. */
const RETRY_CEILING_MS = 60_000
const RETRY_FIRST_MS = 1_000

export type DurableFile = {
  /** Writes the text if it is another than the last one; resolves when the disk has answered, or patience ends. Never rejects. */
  readonly save: (text: string) => Promise<void>
  /** Whether the disk holds the newest text. */
  readonly isSaved: () => boolean
  /** Asks a disk that refused once more, and then no more. Never rejects. */
  readonly close: () => Promise<void>
}

type Told = {
  /** The disk refuses from now on; not called again before `onSaved`. */
  readonly onRefused: (error: unknown) => void
  /** It takes what is written again. */
  readonly onSaved?: () => void
}

/** Keeps one text on disk, always the newest. */
export function createDurableFile(file: TextFile, clock: Clock, { onRefused, onSaved }: Told): DurableFile {
  let wanted: string | null = null
  let writing: Promise<void> = Promise.resolve()
  let kept: string | null = null
  let failures = 0
  let closed = false
  let callOffRetry: (() => void) | null = null

  function write(text: string): void {
    callOffRetry?.()
    callOffRetry = null
    const answer = file.write(text)
    wanted = text
    writing = answer.then(
      () => {
        kept = text
        const refusedBefore = failures > 0
        failures = 0
        if (refusedBefore) onSaved?.()
      },
      (error: unknown) => {
        failures += 1
        // Of several that were on their way only the newest is tried again.
        if (text === wanted && callOffRetry === null && !closed) retryLater(text)
        if (failures === 1) onRefused(error)
      },
    )
  }

  function retryLater(text: string): void {
    const pause = Math.min(RETRY_CEILING_MS, RETRY_FIRST_MS * 2 ** Math.min(failures - 1, 10))
    callOffRetry = clock.after(pause, () => write(text))
  }

  /** The last write, for as long as patience lasts. */
  function settled(): Promise<void> {
    const patience = new Promise<void>((resolve) => {
      const callOff = clock.after(PATIENCE_MS, resolve)
      void writing.then(callOff)
    })
    return Promise.race([writing, patience])
  }

  return {
    save: (text) => {
      if (text !== wanted) write(text)
      return settled()
    },
    isSaved: () => kept === wanted,
    close: () => {
      closed = true
      if (callOffRetry !== null && wanted !== null) write(wanted)
      return settled()
    },
  }
}
