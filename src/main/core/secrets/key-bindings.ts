import * as z from 'zod'
import type { Logger, TextFile } from '../kernel/ports'

const notes = z.record(z.string(), z.string())
type Notes = Readonly<Record<string, string>>

/** The origin (scheme, host, port) that the key of each account belongs to. */
export type KeyBindings = {
  /**
   * The account's origin; null when none is noted, "" when the note is damaged, so that the key belongs to no origin.
   */
  readonly originOf: (account: string) => Promise<string | null>
  readonly set: (account: string, origin: string) => Promise<void>
}

/**
 * A small file beside the settings. It holds no secret, but decides where a secret is sent: the agent typed the key for
 * one address. A page, a file or a policy may change the address later, without the right to send the key there.
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
      // The next caller may be able to read it.
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
      // In force at once; until the bar quits if the disk refuses it.
      held = Promise.resolve(next)
      await file
        .write(`${JSON.stringify(next, null, 2)}\n`)
        .catch((error: unknown) => log.error('where the key belongs was not written', error))
    },
  }
}
