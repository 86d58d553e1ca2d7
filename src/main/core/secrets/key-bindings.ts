import * as z from 'zod'
import type { Logger, TextFile } from '../kernel/ports'

const notes = z.record(z.string(), z.string())
type Notes = Readonly<Record<string, string>>

/** To which origin (scheme, host, port) the key of each account belongs. */
export type KeyBindings = {
  /** Null where nothing is noted, "" where the note cannot be understood: then it belongs to none. */
  readonly originOf: (account: string) => Promise<string | null>
  readonly set: (account: string, origin: string) => Promise<void>
}

/**
 * A small file beside the settings. It holds no secret, and decides where one is sent: the key was typed for one
 * address, and whatever changes the address later (a page, a file, a policy) has not typed it.
 */
export function createKeyBindings(file: TextFile, log: Logger): KeyBindings {
  let held: Promise<Notes | 'damaged'> | null = null
  const read = async (): Promise<Notes | 'damaged'> => {
    const text = await file.read()
    if (text === null) return {}
    try {
      return notes.parse(JSON.parse(text))
    } catch (error) {
      log.error('it is not known where the key belongs', error)
      return 'damaged'
    }
  }
  const all = (): Promise<Notes | 'damaged'> =>
    (held ??= read().catch((error: unknown) => {
      log.error('where the key belongs was not read', error)
      // Whoever asks next may find it.
      held = null
      return 'damaged'
    }))

  return {
    originOf: async (account) => {
      const known = await all()
      if (known === 'damaged') return ''
      return Object.hasOwn(known, account) ? (known[account] ?? null) : null
    },
    set: async (account, origin) => {
      const known = await all()
      const next = { ...(known === 'damaged' ? {} : known), [account]: origin }
      // In force at once; where the disk takes nothing, until the bar quits.
      held = Promise.resolve(next)
      await file
        .write(`${JSON.stringify(next, null, 2)}\n`)
        .catch((error: unknown) => log.error('where the key belongs was not written', error))
    },
  }
}
