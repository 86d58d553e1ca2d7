import fc from 'fast-check'

import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { notListed } from '../../../../src/shared/agent/polls'
import { commands } from '../../../../src/shared/commands'
import type { ProfileName } from '../../../../src/simulator/manners'
import { createFakeClock } from '../../../support/clock'
import { createModelPabx } from '../../../support/model-pabx'
import { profileNames } from '../../../support/pabx'
import { snapshotSchema } from '../../../support/snapshot-schema'
import { createStoryDisk } from '../../../support/story-disk'
import { restartFaults, startRun, type Run, type Surroundings } from '../../../support/story-run'
import { storiesOf, type Step, type Story } from '../../../support/story-steps'

const STORIES = Number(process.env['VOCOM_BAR_STORIES'] ?? 1_000)
const STEPS = 60
const LIMIT_MS = 60_000 + STORIES * 100
/** Longer than any press can take: a dial whose answer does not come, and a hang-up with all its tries. */
const ALL_SETTLED_MS = 150_000

const played = new Map<
  ProfileName,
  Record<'stories' | 'steps' | 'presses', number> & Surroundings['counted']
>()

type Poll = Extract<Step, { type: 'poll' }>

function sightingOf({ standing, status, talked }: Poll) {
  if (standing === 'absent') return notListed
  const counters = { answered: 0, answeredSeconds: 0, missed: 0, outbound: 0, outboundSeconds: talked }
  return { standing, status, branch: '2000', isListed: true, counters } as const
}

/** Plays one story and checks, after every step, what must hold whatever happens. */
async function play(profile: ProfileName, { steps, disk }: Story): Promise<void> {
  const clock = createFakeClock()
  const counted = played.get(profile) ?? {
    stories: 0,
    steps: 0,
    presses: 0,
    requests: 0,
    joined: 0,
    shownCalls: 0,
    overdue: 0,
  }
  played.set(profile, counted)
  counted.stories += 1
  const around: Surroundings = {
    clock,
    model: createModelPabx(profile, clock),
    disk: createStoryDisk(clock, disk),
    numbers: new Map(),
    holds: new Set(),
    transfers: new Set(),
    objections: [],
    counted,
  }
  let run = startRun(around)
  let newestPoll = 0

  for (const step of steps) {
    counted.steps += 1
    const confirmedBefore = run.store.get().sync.confirmedAt ?? 0
    switch (step.type) {
      case 'press':
        counted.presses += 1 + step.again.length
        run.press({ ...step.named, source: step.source }, step.answers)
        for (const { source, after } of step.again) {
          await clock.advance(after)
          run.press({ ...step.named, source }, step.answers)
        }
        break
      case 'poll': {
        const sentAt = clock.now() - step.age
        newestPoll = Math.max(newestPoll, sentAt)
        run.store.apply({ type: 'polled', sentAt, sighting: sightingOf(step) })
        break
      }
      case 'pollFails':
        run.store.apply({ type: 'pollFailed', at: clock.now(), error: { kind: step.kind, acted: 'no' } })
        break
      case 'key':
        run.store.apply({ type: 'keyChanged', key: step.key, at: clock.now() })
        break
      case 'restart': {
        const old = run
        old.kill()
        run = startRun(around)
        run.restore()
        around.objections.push(...restartFaults(old, run))
        break
      }
      case 'time':
        await clock.advance(step.delay)
    }
    await clock.advance(1)
    if (step.type !== 'restart')
      expect(run.store.get().sync.confirmedAt ?? 0).toBeGreaterThanOrEqual(confirmedBefore)
    check(run, around, newestPoll)
  }
  await clock.advance(ALL_SETTLED_MS)
  check(run, around, newestPoll)
  expect(run.book.underWay().map(({ id }) => id)).toEqual([])
}

function check(run: Run, { objections }: Surroundings, newestPoll: number): void {
  run.checkCall()
  expect(objections).toEqual([])
  const snapshot = run.store.get()
  if (snapshot.call !== null) expect(commands['call.hangUp'].enabled(snapshot)).toBe(true)
  const { confirmedAt } = snapshot.sync
  expect(confirmedAt ?? 0, 'no state is newer than its source').toBeLessThanOrEqual(newestPoll)
  const valid = snapshotSchema.safeParse(snapshot)
  expect(valid.error?.issues ?? []).toEqual([])
}

describe('whatever is pressed, answered and reported', () => {
  it.each(profileNames)(
    'the invariants hold under the profile %s',
    async (profile) => {
      await fc.assert(
        fc.asyncProperty(storiesOf(STEPS), (story) => play(profile, story)),
        { numRuns: STORIES, interruptAfterTimeLimit: LIMIT_MS, markInterruptAsFailure: true },
      )
    },
    LIMIT_MS + 60_000,
  )

  afterAll(() => {
    const told = [...played].map(
      ([profile, { stories, steps, presses, joined, requests, shownCalls, overdue }]) =>
        `  ${profile}: ${stories} stories of ${steps} steps, ${presses} presses (${joined} of them one with another), ${requests} requests; ` +
        `${shownCalls} times a call was shown, ${overdue} of them before a slow disk had it`,
    )
    mkdirSync('out/test-notes', { recursive: true })
    writeFileSync(
      'out/test-notes/invariants.txt',
      `Invariants, over random stories of presses, answers (late, lost, null), polls, keys, restarts, two numbers and two calls to take over:
${told.join('\n')}
  a hang-up, hold, retrieve or transfer names the call that was in focus when it was pressed
  a press leads to its one request (or the sequence that is documented for it), or to a sentence; never twice, never of itself
  two presses are one only for the same command, the same call and the same moment
  a call that is shown is on disk, and a restart finds it; so it does a dial or a transfer that was under way
  a call is shown with its own number, and a hold, a transfer in doubt and a hang-up only of the call that it was for
  a call that was hung up does not come back
  no state is newer than the poll it comes from, and freshness never goes back
  hang-up is possible whenever a call may exist, and every press has an outcome in the end
  the snapshot is valid by its schema
`,
    )
  })
})
