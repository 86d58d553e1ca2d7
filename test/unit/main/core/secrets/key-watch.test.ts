import { expect, it } from 'vitest'
import { emptySnapshot } from '../../../../../src/shared/snapshot/reduce'
import type { KeyState } from '../../../../../src/shared/snapshot/state'
import { followKeychain } from '../../../../../src/main/core/secrets/key-watch'
import type { KeychainLook } from '../../../../../src/main/core/kernel/ports'
import { createStore } from '../../../../../src/main/core/kernel/store'
import { createFakeClock } from '../../../../support/clock'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function following(first: KeyState) {
  const clock = createFakeClock()
  const profile = { ...emptySnapshot.profile, companyId: 'company' }
  const store = createStore({ ...emptySnapshot, profile }, () => undefined)
  const tell = (key: KeyState): void => store.apply({ type: 'keyChanged', key, at: clock.now() })
  const seen = { look: 'closed' as KeychainLook, looks: 0, reads: 0 }
  let change: () => void = () => undefined
  const keychain = {
    look: () => {
      seen.looks += 1
      return Promise.resolve(seen.look)
    },
    onChange: (run: () => void) => {
      change = run
    },
  }
  followKeychain({ store, clock, log, keychain }, () => {
    seen.reads += 1
    tell(seen.look === 'open' ? 'present' : 'missing')
    return Promise.resolve()
  })
  tell(first)
  return { clock, store, seen, change: () => change() }
}

it.each(['locked', 'denied', 'no_service', 'no_bus', 'missing'] as const)(
  'a keychain that opens is read at once where the key was %s',
  async (state) => {
    const { clock, store, seen, change } = following(state)
    seen.look = 'open'
    change()
    await clock.advance(0)
    expect(store.get().key).toBe('present')
  },
)

it('a keychain that stays locked is looked at for as long as it takes, and never read', async () => {
  const { clock, seen } = following('locked')
  await clock.advance(3_600_000)
  expect(seen.looks).toBeGreaterThan(100)
  expect(seen.reads).toBe(0)
})

it('one that opens and says nothing is read all the same, and looked at no more', async () => {
  const { clock, store, seen } = following('locked')
  seen.look = 'open'
  await clock.advance(20_000)
  expect(store.get().key).toBe('present')
  const { looks } = seen
  await clock.advance(600_000)
  expect(seen.looks).toBe(looks)
})

it('one that has come up and has no key for this company says so', async () => {
  const { clock, store, seen } = following('no_service')
  seen.look = 'empty'
  await clock.advance(20_000)
  expect(store.get().key).toBe('missing')
})

it('a prompt that somebody closed, for a key that is not there, is not read again and again', async () => {
  const { clock, seen } = following('denied')
  seen.look = 'empty'
  await clock.advance(600_000)
  expect(seen.reads).toBe(0)
})

it('a change that comes during a look is looked at too', async () => {
  const { clock, store, seen, change } = following('locked')
  change()
  seen.look = 'open'
  change()
  await clock.advance(0)
  expect(store.get().key).toBe('present')
})
