import fc from 'fast-check'

import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { branch } from '../../../../../src/shared/ids'
import { steadyTime } from '../../../../../src/shared/time'
import type { Snapshot } from '../../../../../src/shared/snapshot/state'
import { seenFrom } from '../../../../../src/shared/calls/calls'
import { notListed } from '../../../../../src/shared/snapshot/polls'
import { rules } from '../../../../../src/shared/commands/rules'
import type { ProfileName } from '../../../../../src/simulator/manners'
import { createFakeClock } from '../../../../support/clock'
import { createModelPabx } from '../../../../support/model-pabx'
import { profileNames } from '../../../../support/pabx'
import { snapshotSchema } from '../../../../support/snapshot-schema'
import { createStoryDisk } from '../../../../support/story-disk'
import { isAboutACall } from '../../../../support/press-book'
import { plans } from '../../../../support/press-plans'
import { hearsNothing } from '../../../../support/shown-checks'
import {
  restartFaults,
  startRun,
  type Counted,
  type Run,
  type Surroundings,
} from '../../../../support/story-run'
import {
  isInvented,
  storiesOf,
  type PressStep,
  type Step,
  type Story,
  type Target,
} from '../../../../support/story-steps'

const STORIES = Number(process.env['VOCOM_BAR_STORIES'] ?? 500)
const STEPS = 60
const LIMIT_MS = 60_000 + STORIES * 150
/** Longer than any press can take: a dial whose answer does not come, and a hang-up with all its tries. */
const ALL_SETTLED_MS = 150_000

const played = new Map<ProfileName, Record<'stories' | 'steps' | 'presses', number> & Counted>()

type Poll = Extract<Step, { type: 'poll' }>

function sightingOf({ standing, status, answered, answeredSeconds, outboundSeconds }: Poll) {
  if (standing === 'absent') return notListed
  const counters = { answered, answeredSeconds, missed: 0, outbound: 0, outboundSeconds }
  return { standing, status, branch: branch('2000'), isListed: true, counters } as const
}

/** What is pressed, where a step says "the second of the calls that are shown". */
function askedBy({ named, target }: PressStep, { calls }: Snapshot) {
  const nameOf = (wanted: Target): string | undefined => {
    if (wanted === null) return undefined
    if (wanted.by === 'nothing') return 'nobody-1'
    return calls[wanted.at]?.[wanted.by] ?? undefined
  }
  const name = nameOf(target)
  // It names the call in its argument.
  if (named.id === 'call.focus') return { id: named.id, argument: name ?? 'nobody-1', target: undefined }
  return { ...named, target: isAboutACall(named.id) ? name : undefined }
}

/** Plays one story and checks, after every step, what must hold whatever happens. */
async function play(profile: ProfileName, { steps, disk, lines, autoHold }: Story): Promise<void> {
  const clock = createFakeClock()
  const counted = played.get(profile) ?? {
    stories: 0,
    steps: 0,
    presses: 0,
    requests: 0,
    joined: 0,
    shownCalls: 0,
    overdue: 0,
    whole: {},
  }
  played.set(profile, counted)
  counted.stories += 1
  let ids = 0
  const around: Surroundings = {
    clock,
    model: createModelPabx(profile, clock, { lines, autoHold }),
    disk: createStoryDisk(clock, disk),
    heard: hearsNothing(),
    newId: () => `own-${++ids}`,
    objections: [],
    counted,
  }
  let run = startRun(around)
  let newestPoll = 0

  for (const step of steps) {
    counted.steps += 1
    const confirmedBefore = run.store.get().sync.confirmedAt ?? 0
    switch (step.type) {
      case 'press': {
        counted.presses += 1 + step.again.length
        const asked = askedBy(step, run.store.get())
        if (asked.id === 'call.adopt' && !isInvented(asked.argument.id)) around.model.bring(asked.argument)
        run.press({ ...asked, source: step.source }, step.answers)
        for (const { source, after } of step.again) {
          await clock.advance(after)
          run.press({ ...asked, source }, step.answers)
        }
        break
      }
      case 'remoteEnds':
        around.model.end(step.at)
        break
      case 'poll': {
        const sentAt = clock.now() - step.age
        newestPoll = Math.max(newestPoll, sentAt)
        run.store.apply({ type: 'polled', sentAt: steadyTime(sentAt), sighting: sightingOf(step) })
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
        // It may not have lived to write what it had heard last.
        if (old.isWriting()) around.heard.known.clear()
        run = startRun(around)
        run.restore()
        around.objections.push(...restartFaults(old, run))
        if (!step.thenHangsUp) break
        for (const { key } of run.store.get().calls)
          run.press({ id: 'call.hangUp', argument: undefined, target: key, source: 'bar' }, [])
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
  run.checkCalls()
  expect(objections).toEqual([])
  const snapshot = run.store.get()
  for (const { key } of snapshot.calls) expect(rules['call.hangUp'](seenFrom(snapshot, key))).toBe(true)
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
      const whole = played.get(profile)?.whole ?? {}
      expect(Object.keys(whole).sort(), 'each sequence was walked to its end').toEqual([...plans].sort())
    },
    LIMIT_MS + 60_000,
  )

  afterAll(() => {
    const told = [...played].map(
      ([profile, { stories, steps, presses, joined, requests, shownCalls, overdue, whole }]) =>
        `  ${profile}: ${stories} stories of ${steps} steps, ${presses} presses (${joined} of them one with another), ${requests} requests; ` +
        `${shownCalls} times a call was shown, ${overdue} of them before a slow disk had it; ` +
        `done to the end: ${[...plans].map((id) => `${whole[id] ?? 0} ${id}`).join(', ')}`,
    )
    mkdirSync('out/test-notes', { recursive: true })
    writeFileSync(
      'out/test-notes/invariants.txt',
      `Invariants, over random stories of presses, answers (late, lost, null), polls, calls that end elsewhere, keys, restarts, phones of one line and of more, and calls to take over, two of which a page has made up:
${told.join('\n')}
  a request names the call that was meant when it was pressed: the one that the press names, or the one that was in focus
  a press that names a call that is not shown is refused, and sends nothing
  a press leads to its one request (or the sequence that is documented for it), or to a sentence; never twice, never of itself
  of several requests each is sent once, and the next only after the PABX has accepted the one before; where it stops is said
  a transfer is sent only for a press that asks for it, to the number that was asked for or to that of the consulted call
  two presses are one only for the same command, the same call and the same moment; two hang-ups in haste end one call where the first was for the one in focus
  each call that is shown is on disk, and a restart finds all of them; so it does a dial or a transfer that was under way
  a call is shown with its own number, and a transfer in doubt and a hang-up only of the call that it was for
  a call is shown as held only after a hold of its id was accepted, and as not held again only after a retrieve
  the focus moves by a press only, and a call that is taken over takes it from none that the PABX knows
  there are never more than four calls
  a call that was hung up does not come back
  no state is newer than the poll it comes from, and freshness never goes back
  hang-up is possible whenever a call may exist, and every press has an outcome in the end
  the snapshot is valid by its schema
`,
    )
  })
})
