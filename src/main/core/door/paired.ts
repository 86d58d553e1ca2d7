import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { wallTime } from '../../../shared/time'
import { scopes, type PairedProgram, type Scope } from '../../../shared/door/scopes'
import type { Clock, Secrets } from '../kernel/ports'

/*
 * The programs that may reach the bar over HTTP. Each has a token; the keychain keeps its digest, from which it cannot
 * be worked out.
 */

/** The account in the keychain, which no company id is. */
const ACCOUNT = 'door.http'
/** Windows keeps no more than 2,560 bytes under one account. */
export const MOST_PAIRED = 8
/** A keychain that waits to be unlocked may never answer. Milliseconds. */
const DEADLINE_MS = 4_000

const pairedSchema = z
  .array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      scopes: z.array(z.enum(scopes)),
      since: z.number().transform(wallTime),
      digest: z.string(),
    }),
  )
  .max(MOST_PAIRED)
type Paired = z.output<typeof pairedSchema>

export type PairedPrograms = {
  /** Rejects while the keychain cannot be read. */
  readonly list: () => Promise<readonly PairedProgram[]>
  /** The program with that token; null when there is none. */
  readonly byToken: (token: string) => Promise<PairedProgram | null>
  /** Its token, which is said this once and kept nowhere. */
  readonly add: (
    name: string,
    scopes: readonly Scope[],
  ) => Promise<{ readonly id: string; readonly token: string }>
  readonly revoke: (id: string) => Promise<void>
}

export function createPairedPrograms(secrets: Pick<Secrets, 'read' | 'write'>, clock: Clock): PairedPrograms {
  let known: Promise<Paired> | null = null

  async function inTime<Value>(answer: Promise<Value>): Promise<Value> {
    let callOff = (): void => undefined
    const silence = new Promise<never>((_resolve, reject) => {
      callOff = clock.after(DEADLINE_MS, () => reject(new Error('the keychain does not answer')))
    })
    return Promise.race([answer, silence]).finally(callOff)
  }

  async function read(): Promise<Paired> {
    const text = await inTime(secrets.read(ACCOUNT))
    return text === null ? [] : pairedSchema.parse(JSON.parse(text))
  }

  function all(): Promise<Paired> {
    known ??= read().catch((error: unknown) => {
      // Asked again at the next request.
      known = null
      throw error
    })
    return known
  }

  async function write(paired: Paired): Promise<void> {
    await inTime(secrets.write(ACCOUNT, JSON.stringify(paired)))
    known = Promise.resolve(paired)
  }

  const shown = ({ id, name, scopes, since }: Paired[number]): PairedProgram => ({ id, name, scopes, since })

  return {
    list: async () => (await all()).map(shown),
    byToken: async (token) => {
      const digest = digestOf(token)
      const found = (await all()).find((one) => timingSafeEqual(digestBytes(one.digest), digestBytes(digest)))
      return found === undefined ? null : shown(found)
    },
    add: async (name, scopes) => {
      const [id, token] = [randomBytes(6).toString('hex'), randomBytes(32).toString('base64url')]
      const program = { id, name, scopes: [...scopes], since: wallTime(Date.now()), digest: digestOf(token) }
      await write([...(await all()), program])
      return { id, token }
    },
    revoke: async (id) => write((await all()).filter((one) => one.id !== id)),
  }
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
/** Always as long as each other, whatever the keychain held. */
const digestBytes = (digest: string): Buffer => createHash('sha256').update(digest).digest()
