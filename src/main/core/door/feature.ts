import * as z from 'zod'
import type { PairedProgram } from '../../../shared/door/scopes'
import { say, type Sentence } from '../../../shared/i18n/say'
import { DONE, type Outcome } from '../../../shared/outcome'
import { notice } from '../../../shared/snapshot/notices'
import type { PressOf } from '../kernel/bus'
import type { Core } from '../kernel/core'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import type { DoorFile, Secrets } from '../kernel/ports'
import type { Answerers } from '../kernel/queries'
import { followStatus } from './follow'
import type { HttpDoor } from './http-door'
import { createPairedPrograms } from './paired'
import { createPairing } from './pairing'
import { statusOf } from './status'

type Ports = {
  readonly core: Core
  readonly secrets: Pick<Secrets, 'read' | 'write'>
  readonly doorFile: DoorFile
  readonly press: (press: PressOf) => Promise<Outcome>
}

/** The bar for other programs over HTTP, where the agent or the policy wants it: `door.http`. */
export function createDoorFeature({ core, secrets, doorFile, press }: Ports) {
  const { store, settings, clock, log } = core
  const programs = createPairedPrograms(secrets, clock)
  const pairing = createPairing(core, programs)
  /** Openings and closings follow one another, however quickly the setting changes. */
  let last: Promise<void> = Promise.resolve()
  let open: HttpDoor | null = null
  let isStopped = false

  async function follow(): Promise<void> {
    const isWanted = settings()['door.http'] && !isStopped
    if (isWanted && open === null) await openDoor()
    else if (!isWanted && open !== null) await closeDoor()
  }
  const followSoon = (): Promise<void> =>
    (last = last.then(follow).catch((bug: unknown) => log.error('bug in the HTTP door', bug)))

  async function openDoor(): Promise<void> {
    // Loaded on demand, because few bars have one.
    const { openHttpDoor } = await import('./http-door')
    const now = () => clock.now()
    const opened = await openHttpDoor({
      secret: doorFile.secret,
      ports: doorFile.ports,
      follow: followStatus({ store, now }),
      snapshot: () => JSON.stringify({ revision: store.get().revision, ...statusOf(store.get(), now()) }),
      press: (id, argument, call) => press({ id, argument, call, source: 'http' }),
      programs,
      pairing,
      words: (sentence) => say(sentence, store.get().profile.locale),
      log,
    })
    if (opened === null || !doorFile.write(opened.port)) {
      await opened?.close()
      tell({ key: 'door_not_open' })
      return
    }
    open = opened
    // Programs that know the usual port would speak to whatever listens there.
    if (opened.port !== doorFile.ports[0])
      tell({ key: 'door_other_port', values: { port: String(opened.port) } })
  }

  function tell(sentence: Sentence): void {
    store.apply({ type: 'noticed', notice: notice('door', 'warning', sentence, clock.now()) })
  }

  async function closeDoor(): Promise<void> {
    doorFile.remove()
    await open?.close()
    open = null
  }

  return {
    live: followSoon,
    onSettings: (now, before) => {
      if (now['door.http'] !== before['door.http']) void followSoon()
    },
    onSnapshot: pairing.onSnapshot,
    stop: () => {
      isStopped = true
      return followSoon()
    },
    handlers: {
      'door.allow': (_core, id) => pairing.allow(id),
      'door.revoke': async (_core, id) => {
        try {
          await programs.revoke(id)
        } catch {
          return { ok: false, why: 'failed', sentence: { key: 'door_not_kept' } }
        }
        open?.cutOff(id)
        return DONE
      },
    } as const satisfies Partial<Handlers>,
    queries: {
      'door.read': {
        argument: z.undefined(),
        answer: async () => {
          // While the door is closed nobody is asked to unlock a keychain for it.
          if (open === null) return { port: null, programs: [] }
          const none = (): readonly PairedProgram[] => []
          return { port: open.port, programs: await programs.list().catch(none) }
        },
      },
    } as const satisfies Partial<Answerers>,
  } satisfies Feature & Record<string, unknown>
}
