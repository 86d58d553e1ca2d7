import { get, type IncomingMessage } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { say } from '../../../../../src/shared/i18n/say'
import { UNSEEN_MS } from '../../../../../src/shared/phone/proposal'
import { openDoor } from '../../../../support/http-door'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function open() {
  const door = await openDoor()
  ends.push(() => door.stop())
  const asked = async () => {
    while (door.question() === undefined) await new Promise(setImmediate)
    return door.question()?.mend?.argument ?? ''
  }
  return { ...door, asked }
}

it('a program is allowed by a question that names it, and its token is kept nowhere', async () => {
  const door = await open()
  const answered = door.askPairing('Stream Deck', ['watch', 'dial'])
  const id = await door.asked()
  const question = door.question()
  expect(question && say(question.sentence, 'en')).toBe(
    'The program “Stream Deck” on this computer asks to be allowed to: see your state and calls, dial.',
  )
  // A click that was on its way when the question appeared.
  await door.handlers['door.allow'](door.core, id)
  expect(door.question()).toBeDefined()
  await door.clock.advance(UNSEEN_MS)
  expect(await door.handlers['door.allow'](door.core, id)).toMatchObject({ ok: true })
  expect(door.question()).toBeUndefined()
  const { status, body } = await answered
  expect(status).toBe(201)
  const { token } = JSON.parse(body) as { token: string }
  expect(await door.get('/v1/snapshot', token)).toMatchObject({ status: 200 })
  expect([...door.kept.keys()]).toEqual(['door.http'])
  expect(JSON.stringify([...door.kept])).not.toContain(token)
  expect(await door.queries['door.read'].answer()).toMatchObject({
    programs: [{ name: 'Stream Deck', scopes: ['watch', 'dial'] }],
  })
})

it('a question that is put away refuses, one that nobody answers ends, and one whose program is gone goes with it', async () => {
  const door = await open()
  const refused = door.askPairing('One', ['watch'])
  await door.asked()
  door.core.store.apply({ type: 'noticeDismissed', id: 'door-pairing' })
  expect(await refused).toMatchObject({ status: 403 })
  const silent = door.askPairing('Two', ['watch'])
  await door.asked()
  await door.clock.advance(60_000)
  expect(await silent).toMatchObject({ status: 408 })
  expect(door.question()).toBeUndefined()
  expect(await door.handlers['door.allow'](door.core, 'old')).toMatchObject({ ok: false })
  expect(door.kept.size).toBe(0)
})

it('one question at a time, from programs of this user alone, with a name that reads as one', async () => {
  const door = await open()
  const first = door.askPairing('One', ['watch'])
  await door.asked()
  expect(await door.askPairing('Two', ['watch'])).toMatchObject({ status: 429 })
  door.core.store.apply({ type: 'noticeDismissed', id: 'door-pairing' })
  await first
  expect(await door.askPairing('Three', ['watch'], 'x'.repeat(48))).toMatchObject({ status: 401 })
  for (const name of ['', ' x', 'a\u202Eb', 'x'.repeat(41), '<b>', 'a\nb'])
    expect(await door.askPairing(name, ['watch'])).toMatchObject({ status: 400 })
  expect(await door.askPairing('Four', [])).toMatchObject({ status: 400 })
  expect(door.question()).toBeUndefined()
})

it('a program that is revoked is cut off at once, and the others are not', async () => {
  const door = await open()
  const [gone, stays] = [await door.pair(['watch'], 'Gone'), await door.pair(['watch'], 'Stays')]
  const headers = { authorization: `Bearer ${gone}` }
  const followed = await new Promise<IncomingMessage>((resolve) =>
    get({ host: '127.0.0.1', port: door.port() ?? 0, path: '/v1/events', headers }, resolve),
  )
  const cut = new Promise((resolve) => followed.on('error', resolve).resume())
  const { programs } = await door.queries['door.read'].answer()
  await door.handlers['door.revoke'](door.core, programs.find(({ name }) => name === 'Gone')?.id ?? '')
  await cut
  expect(await door.get('/v1/snapshot', gone)).toMatchObject({ status: 401 })
  expect(await door.get('/v1/snapshot', stays)).toMatchObject({ status: 200 })
})

it('no more programs than the keychain of every system holds', async () => {
  const door = await open()
  for (let count = 0; count < 8; count++) await door.pair(['watch', 'dial', 'control'], 'é'.repeat(40))
  expect(await door.askPairing('One more', ['watch'])).toMatchObject({ status: 409 })
  expect(Buffer.byteLength(door.kept.get('door.http') ?? '')).toBeLessThan(2_560)
})
