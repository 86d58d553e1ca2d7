import { get, type IncomingMessage } from 'node:http'
import { afterEach, expect, it, vi } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { notice } from '../../../../../src/shared/snapshot/notices'
import { openDoor } from '../../../../support/http-door'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

type Door = Awaited<ReturnType<typeof openDoor>>
type Event = { readonly id: string; readonly revision: number }

async function open(): Promise<Door> {
  const door = await openDoor()
  ends.push(() => door.stop())
  return door
}

/** A program that follows the events; it reads only while it is awake. */
async function follow(door: Door, token: string, lastId?: string) {
  const answer = await new Promise<IncomingMessage>((resolve) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    }
    const sent = get(
      { host: '127.0.0.1', port: door.port() ?? 0, path: '/v1/events', headers, agent: false },
      resolve,
    )
    sent.on('error', () => undefined)
    ends.push(() => sent.destroy())
  })
  const events: Event[] = []
  let held = ''
  answer.setEncoding('utf8').on('error', () => undefined)
  answer.on('data', (piece: string) => {
    const blocks = (held + piece).split('\n\n')
    held = blocks.pop() ?? ''
    for (const block of blocks) {
      const { id = '', data = '' } =
        /^id: (?<id>.*)\nevent: snapshot\ndata: (?<data>.*)$/.exec(block)?.groups ?? {}
      if (data !== '') events.push({ id, revision: (JSON.parse(data) as { revision: number }).revision })
    }
  })
  return { answer, events }
}

/** A change that the state shows. */
const change = ({ core }: Door, at: number): void =>
  core.store.apply({
    type: 'noticed',
    notice: notice('link', 'warning', { key: at % 2 === 0 ? 'link_refused' : 'bug' }, steadyTime(at)),
  })
const revision = ({ core }: Door): number => core.store.get().revision
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_none, at) => from + at)
const revisions = (events: readonly Event[]): number[] => events.map((event) => event.revision)

it('a program is told the present and each change, and goes on where it was cut off', async () => {
  const door = await open()
  const token = await door.pair(['watch'])
  const from = revision(door)
  const first = await follow(door, token)
  await vi.waitUntil(() => first.events.length === 1)
  for (const at of [0, 1, 2]) change(door, at)
  await vi.waitUntil(() => first.events.length === 4)
  expect(revisions(first.events)).toEqual(range(from, from + 3))
  first.answer.destroy()
  for (const at of [3, 4]) change(door, at)
  const resumed = await follow(door, token, first.events.at(-1)?.id)
  await vi.waitUntil(() => resumed.events.length === 2)
  expect(revisions(resumed.events)).toEqual([from + 4, from + 5])
  // An id of another run, or made up: the present alone.
  const lost = await follow(door, token, 'another-7')
  await vi.waitUntil(() => lost.events.length === 1)
  expect(revisions(lost.events)).toEqual([from + 5])
})

it('ten thousand events come in order to a reader that sleeps now and then', async () => {
  const door = await open()
  const { answer, events } = await follow(door, await door.pair(['watch']))
  await vi.waitUntil(() => events.length === 1)
  const from = revision(door)
  for (let at = 0; at < 10_000; at++) {
    change(door, at)
    if (at % 500 === 100) answer.pause()
    if (at % 500 === 400) {
      answer.resume()
      await vi.waitUntil(() => events.at(-1)?.revision === revision(door), { interval: 1, timeout: 8_000 })
    }
  }
  answer.resume()
  await vi.waitUntil(() => events.at(-1)?.revision === from + 10_000, { interval: 1, timeout: 8_000 })
  expect(revisions(events)).toEqual(range(from, from + 10_000))
}, 30_000)

it('a reader that has stopped for good finds the oldest events in order and then the newest', async () => {
  const door = await open()
  const { answer, events } = await follow(door, await door.pair(['watch']))
  await vi.waitUntil(() => events.length === 1)
  const from = revision(door)
  answer.pause()
  for (let at = 0; at < 10_000; at++) {
    change(door, at)
    if (at % 500 === 0) await new Promise(setImmediate)
  }
  answer.resume()
  await vi.waitUntil(() => events.at(-1)?.revision === from + 10_000, { interval: 1, timeout: 8_000 })
  const before = revisions(events).slice(0, -1)
  expect(before).toEqual(range(from, from + before.length - 1))
  expect(before.length).toBeLessThan(10_000)
}, 30_000)

it('no more programs follow than there is room for, and the end of a program makes room', async () => {
  const door = await open()
  const token = await door.pair(['watch'])
  const all = await Promise.all(range(1, 16).map(() => follow(door, token)))
  expect(await door.get('/v1/events', token)).toMatchObject({ status: 503 })
  all[0]?.answer.destroy()
  const isFree = async () => {
    const { answer } = await follow(door, token)
    return answer.statusCode === 200
  }
  await vi.waitUntil(isFree)
})
