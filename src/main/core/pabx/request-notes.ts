import type { RequestNote } from './vocom-client'

const KEPT = 200

export type RequestNotes = {
  readonly add: (note: RequestNote) => void
  /** The last notes, oldest first. */
  readonly all: () => readonly RequestNote[]
}

/** The last requests to the PABX, for the diagnostics: method, path, outcome and milliseconds, but no content. */
export function createRequestNotes(): RequestNotes {
  let notes: readonly RequestNote[] = []
  return {
    add: (note) => {
      notes = [...notes.slice(1 - KEPT), note]
    },
    all: () => notes,
  }
}
