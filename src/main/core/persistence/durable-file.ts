import type { Clock, TextFile } from '../kernel/ports'

/** A slower disk does not hold up a call. Milliseconds. */
const PATIENCE_MS = 500
/** A refused write is tried again after one second, two, four and so on, up to this. Milliseconds. */
const RETRY_CEILING_MS = 60_000
const RETRY_FIRST_MS = 1_000

export type DurableFile = {
  /**
   * Writes the text if it differs from the last one. Resolves when the disk has answered or after `PATIENCE_MS`. Never
   * rejects.
   */
  readonly save: (text: string) => Promise<void>
  /** Whether the disk holds the newest text. */
  readonly isSaved: () => boolean
  /** If the disk refused the newest text, tries once more and then never again. Never rejects. */
  readonly close: () => Promise<void>
}

type Listeners = {
  /** The disk began to refuse writes; not called again before `onSaved`. */
  readonly onRefused: (error: unknown) => void
  /** The disk accepts writes again. */
  readonly onSaved?: () => void
}

/** Keeps one text on disk. Only the newest version counts. */
export function createDurableFile(
  file: TextFile,
  clock: Clock,
  { onRefused, onSaved }: Listeners,
): DurableFile {
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
        // When several writes fail, only the newest text is tried again.
        if (text === wanted && callOffRetry === null && !closed) retryLater(text)
        if (failures === 1) onRefused(error)
      },
    )
  }

  function retryLater(text: string): void {
    const pause = Math.min(RETRY_CEILING_MS, RETRY_FIRST_MS * 2 ** Math.min(failures - 1, 10))
    callOffRetry = clock.after(pause, () => write(text))
  }

  /** Resolves with the last write, or after `PATIENCE_MS`. */
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
