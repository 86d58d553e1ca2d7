import type { RequestNote } from './vocom-client'

const KEPT = 200

export type RequestNotes = {
  readonly add: (note: RequestNote) => void
  /** The last ones, oldest first. */
  readonly all: () => readonly RequestNote[]
}

/** The last requests to the PABX, for the diagnostics: method, path, outcome, milliseconds; nothing of what they said. */
export function createRequestNotes(): RequestNotes {
  let notes: readonly RequestNote[] = []
  return {
    add: (note) => {
      notes = [...notes.slice(1 - KEPT), note]
    },
    all: () => notes,
  }
}
