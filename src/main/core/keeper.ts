import type { Clock, TextFile } from './ports'

/** A disk that takes longer does not hold up a call. Milliseconds. */
const PATIENCE_MS = 500

export type Keeper = { readonly keep: (text: string) => Promise<void> }

/** Writes the text if it is another than the last one; resolves when it is on disk, or patience ends. Never rejects. */
export function createKeeper(file: TextFile, clock: Clock, onFailure: (error: unknown) => void): Keeper {
  let last: string | null = null
  let writing: Promise<void> = Promise.resolve()

  return {
    keep: (text) => {
      if (text !== last) {
        last = text
        writing = file.write(text).catch((error: unknown) => {
          last = null
          onFailure(error)
        })
      }
      const patience = new Promise<void>((resolve) => {
        const callOff = clock.after(PATIENCE_MS, resolve)
        void writing.then(callOff)
      })
      return Promise.race([writing, patience])
    },
  }
}
