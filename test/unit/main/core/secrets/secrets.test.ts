import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorization, normaliseKey } from '../../../../../src/main/core/pabx/api-key'
import { createKeyRing } from '../../../../../src/main/core/secrets/key-ring'
import type { Secrets } from '../../../../../src/main/core/kernel/ports'
import { createRedactor } from '../../../../../src/main/core/secrets/redact'
import { createFakeClock } from '../../../../support/clock'

const KEY = 'e45c53c6-049f-474d-896a-8e891ec57473'
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

describe('a pasted key', () => {
  const base64 = Buffer.from(`api_key:${KEY}`).toString('base64')
  it.each([
    KEY,
    ` ${KEY}\n`,
    `api_key:${KEY}`,
    base64,
    `Basic ${base64}`,
    `Authorization: Basic ${base64}`,
    `"${KEY}"`,
  ])('%j is stored bare', (pasted) => {
    expect(normaliseKey(pasted)).toBe(KEY)
  })
  it('of nothing is none', () => {
    expect(normaliseKey('  ')).toBeNull()
    expect(normaliseKey('Basic ')).toBeNull()
  })
})

describe('the keychain', () => {
  const place = { account: 'company', origin: 'https://pabx.example' }
  const bindings = { originOf: () => Promise.resolve(place.origin), set: () => Promise.resolve() }
  const ring = (secrets: Partial<Secrets>) => {
    const clock = createFakeClock()
    const full = { read: () => Promise.resolve(null), write: () => Promise.resolve(), ...secrets }
    return { clock, ring: createKeyRing(full, bindings, clock, log) }
  }

  it('that never answers is locked, within five seconds', async () => {
    const { ring: keys, clock } = ring({ read: () => new Promise(() => undefined) })
    const state = keys.load(place)
    await clock.advance(5_000)
    expect(await state).toBe('locked')
  })

  it('that is unlocked after the deadline is used, and told', async () => {
    const { ring: keys, clock } = ring({
      read: () => new Promise((resolve) => clock.after(10_000, () => resolve('late'))),
    })
    const late: unknown[] = []
    const state = keys.load(place, (key) => late.push(key))
    await clock.advance(5_000)
    expect(await state).toBe('locked')
    expect(late).toEqual([])
    await clock.advance(10_000)
    expect(late).toEqual(['present'])
    expect(keys.keyFor(place.origin)).toBe('late')
  })

  it('that answers after a key was typed for this session is not heeded', async () => {
    const { ring: keys, clock } = ring({
      read: () => new Promise((resolve) => clock.after(10_000, () => resolve('late'))),
    })
    const late: unknown[] = []
    void keys.load(place, (key) => late.push(key))
    await clock.advance(5_000)
    keys.useForSession(place, 'typed')
    await clock.advance(10_000)
    expect(late).toEqual([])
    expect(keys.keyFor(place.origin)).toBe('typed')
  })

  it('whose prompt somebody closed is denied, not empty', async () => {
    const { ring: keys, clock } = ring({
      read: () => new Promise((resolve) => clock.after(2_000, () => resolve(null))),
    })
    const state = keys.load(place)
    await clock.advance(2_000)
    expect(await state).toBe('denied')
    expect(await ring({ read: () => Promise.resolve(null) }).ring.load(place)).toBe('missing')
  })

  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no_bus'],
    ['Could not connect: No such file or directory', 'no_bus'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'no_service'],
    ['Cannot get secret of a locked object', 'locked'],
    ['The user denied the request', 'denied'],
  ])('that says %j is %s', async (message, state) => {
    expect(await ring({ read: () => Promise.reject(new Error(message)) }).ring.load(place)).toBe(state)
  })

  it('that keeps something else is told, and the old key stays', async () => {
    const { ring: keys } = ring({ read: () => Promise.resolve('old') })
    await keys.load(place)
    expect(await keys.save(place, 'new')).toBe('not_kept')
    expect(keys.keyFor(place.origin)).toBe('old')
    expect(keys.useForSession(place, 'new')).toBe('session')
    expect(keys.keyFor(place.origin)).toBe('new')
  })
})

describe('redaction', () => {
  const { hide, redact } = createRedactor()
  hide(KEY)
  const forms = [
    KEY,
    authorization(KEY),
    Buffer.from(KEY).toString('base64'),
    Buffer.from(`api_key:${KEY}`).toString('base64'),
    encodeURIComponent(`api_key:${KEY}`),
    Buffer.from(KEY).toString('hex'),
  ]

  it('leaves no form of the key, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...forms),
        fc.string(),
        fc.nat(5),
        (before, form, after, depth) => {
          let value: unknown = before + form + after
          for (let level = 0; level < depth; level++) value = level % 2 === 0 ? { field: value } : [value]
          const told = JSON.stringify(redact([value, new Error(form), new Map([['k', form]]), { [form]: 1 }]))
          for (const secret of forms) expect(told).not.toContain(secret)
        },
      ),
    )
  })

  it('leaves of a phone number its last four digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 99_999_999_999 }), (number) => {
        const text = String(number)
        const told = JSON.stringify(
          redact([
            `dialled ${text} now`,
            { to: text },
            `(${text.slice(0, 2)}) ${text.slice(2, 6)}-${text.slice(6)}`,
          ]),
        )
        expect(told).not.toContain(text.slice(0, -4))
      }),
    )
    expect(redact('dialled 11999998888')).toBe('dialled *******8888')
  })

  it('survives cycles, depth and getters that throw', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(JSON.stringify(redact(circle))).toContain('circular')
    let deep: unknown = 1
    for (let level = 0; level < 10_000; level++) deep = { deep }
    expect(JSON.stringify(redact(deep))).toContain('deep')
    expect(
      redact({
        get bad() {
          throw new Error('no')
        },
      }),
    ).toBe('[unreadable]')
  })
})
