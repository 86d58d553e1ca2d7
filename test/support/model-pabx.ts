import { readAnswer } from '../../src/shared/vocom/answer'
import type { EndpointName } from '../../src/shared/vocom/endpoints'
import { hasFreeLine, takenUp } from '../../src/simulator/pabx/calls'
import { answerRequest } from '../../src/simulator/pabx/apiv2'
import { makeReports } from '../../src/simulator/controls'
import { remoteHangUp, tick } from '../../src/simulator/pabx/elsewhere'
import { profiles, type Manners, type ProfileName } from '../../src/simulator/manners'
import { createWorld, type PabxCall, type World } from '../../src/simulator/pabx/world'
import type { createFakeClock } from './clock'
import { readySnapshot } from './core'

type Clock = ReturnType<typeof createFakeClock>

/** The world of the demo PABX on the clock of a test: no network, and every wait in that clock's time. */
export function createModelPabx(profile: ProfileName, clock: Clock, phone: Partial<Manners> = {}) {
  const { companyId, queues, agent } = readySnapshot.profile
  const reports = makeReports({ tabulations: 0, dialer: 0, seed: 1 }, clock.now())
  const made = createWorld(companyId, 1, clock.now(), { ...profiles[profile], ...phone })
  // The breaks that the snapshot of a test knows.
  const breaks = readySnapshot.breaks.map(({ id, name, limitMinutes, digit }) => ({
    id,
    name,
    minutes: limitMinutes ?? 0,
    digit,
    queues: [...queues, ...made.queues],
  }))
  const brought = new Set<string>()
  let world: World = { ...made, breaks }
  const wait = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve))
  const changeAfter = (ms: number, change: (world: World) => World): Promise<void> =>
    wait(ms).then(() => {
      world = change(tick(world, clock.now()))
    })

  return {
    /** A call that the agent is in already, where the phone has a line for it. */
    bring: ({ id, number, direction }: Pick<PabxCall, 'id' | 'number' | 'direction'>): void => {
      const then = tick(world, clock.now())
      if (brought.has(id) || !hasFreeLine(then, agent)) return
      brought.add(id)
      const at = clock.now()
      const call: PabxCall = {
        id,
        agent,
        number,
        direction,
        state: 'talking',
        startedAt: at,
        answeredAt: at,
        nextAt: null,
      }
      const before = takenUp(then, agent)
      world = { ...before, calls: [...before.calls, call] }
    },
    /** The other side of one of the agent's calls hangs up. */
    end: (at: number): void => {
      const then = tick(world, clock.now())
      const call = then.calls.filter((known) => known.agent === agent)[at]
      const ended = call === undefined ? null : remoteHangUp(then, call.id)
      world = ended !== null && 'world' in ended ? ended.world : then
    },
    /** What comes of the request, read as the bar reads it, when the PABX has answered. */
    ask: async (endpoint: EndpointName, request: unknown) => {
      let reply = answerRequest(tick(world, clock.now()), endpoint, request, reports)
      world = reply.world
      for (const { afterMs, change } of reply.jobs ?? []) void changeAfter(afterMs, change)
      const { late } = reply
      if (late !== undefined)
        await changeAfter(late.afterMs, (then) => {
          reply = late.conclude(then)
          return reply.world
        })
      return readAnswer(endpoint, 200, JSON.stringify(reply.body))
    },
  }
}
