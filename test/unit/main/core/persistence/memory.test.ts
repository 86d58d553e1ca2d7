import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { intentId, callId, callKey } from '../../../../../src/shared/ids'
import { createGate } from '../../../../../src/main/core/kernel/gate'
import { createDurableFile } from '../../../../../src/main/core/persistence/durable-file'
import { createMemory } from '../../../../../src/main/core/persistence/memory'
import type { Clock, TextFile } from '../../../../../src/main/core/kernel/ports'
import { createStore, type Store } from '../../../../../src/main/core/kernel/store'
import { reduce } from '../../../../../src/shared/snapshot/reduce'
import type { Intent } from '../../../../../src/shared/snapshot/state'
import { createFakeClock } from '../../../../support/clock'
import { readySnapshot } from '../../../../support/core'

/** A disk whose writes end when they are told to. */
function slowFile() {
  const texts: string[] = []
  const pending: (() => void)[] = []
  return {
    texts,
    finish: () => pending.splice(0).forEach((done) => done()),
    file: {
      read: () => Promise.resolve(texts.at(-1) ?? null),
      write: (text: string) => {
        texts.push(text)
        return new Promise<void>((resolve) => pending.push(resolve))
      },
    },
  }
}

function memoryOn(store: Store, file: TextFile, clock: Clock, live = openGate()) {
  return createMemory(store, createDurableFile(file, clock, { onRefused: () => undefined }), live)
}

function openGate() {
  const gate = createGate()
  gate.open()
  return gate
}

const unsettled: Intent = {
  id: intentId('intent'),
  command: 'call.transfer',
  subject: '2001',
  callId: callId('another'),
  callKey: null,
  state: 'sent',
  sentAt: steadyTime(0),
  error: null,
  aim: null,
}

const placing = { type: 'callPlacing', key: callKey('k1'), consultFor: null, number: '1199999999' } as const
const placed = { type: 'callPlaced', key: callKey('k1'), id: callId('the-id') } as const

const boom = (): never => {
  throw new Error('boom')
}

describe('what outlives a crash', () => {
  it('holds a call that is taken over again while it ends', async () => {
    const adopted = {
      type: 'callAdopted',
      id: callId('the-id'),
      number: '',
      direction: 'inbound',
      namedBy: 'agent',
      at: steadyTime(0),
    } as const
    const store = createStore(reduce(readySnapshot, { ...adopted, key: callKey('k1') }))
    const clock = createFakeClock()
    const disk = slowFile()
    const memory = memoryOn(store, disk.file, clock)
    const again = memory.applySaved({ ...adopted, key: callKey('k2') })
    store.apply({ type: 'callEnded', key: callKey('k1') })
    disk.finish()
    await clock.advance(0)
    // The first text still had the old call; the new one waits for a text of its own.
    expect(store.get().calls).toEqual([])
    disk.finish()
    await again
    expect(store.get().calls).toHaveLength(1)
    expect(disk.texts.at(-1)).toContain('k2')
  })

  it('holds the id of a call before it is shown, whatever else is written meanwhile', async () => {
    const store = createStore(readySnapshot)
    const clock = createFakeClock()
    const disk = slowFile()
    const memory = memoryOn(store, disk.file, clock)
    store.apply({ ...placing, at: clock.now() })

    const shown = memory.applySaved({ ...placed, at: clock.now() })
    expect(store.get().call?.id).toBeNull()
    // Something else that must be kept happens while the disk is busy.
    store.apply({ type: 'intentSent', intent: unsettled })
    void memory.saveNow()
    expect(disk.texts).toHaveLength(2)
    expect(disk.texts.every((text) => text.includes('the-id'))).toBe(true)

    disk.finish()
    await shown
    expect(store.get().call?.id).toBe('the-id')
  })

  it('shows what could not be written for a bug', async () => {
    const store = createStore(readySnapshot)
    const clock = createFakeClock()
    const file = { read: () => Promise.resolve(null), write: boom }
    const memory = memoryOn(store, file, clock)
    store.apply({ ...placing, at: clock.now() })
    await expect(memory.applySaved({ ...placed, at: clock.now() })).rejects.toThrow('boom')
    expect(store.get().call).toMatchObject({ id: 'the-id', phase: 'active' })
  })

  it('does not wait for ever for a disk that does not answer', async () => {
    const store = createStore(readySnapshot)
    const clock = createFakeClock()
    const memory = memoryOn(store, slowFile().file, clock)
    store.apply({ ...placing, at: clock.now() })
    const shown = memory.applySaved({ ...placed, at: clock.now() })
    await clock.advance(500)
    await shown
    expect(store.get().call?.id).toBe('the-id')
  })

  it('is not written over before it was read, and what is pressed meanwhile waits for that', async () => {
    const store = createStore(readySnapshot)
    const clock = createFakeClock()
    const disk = slowFile()
    const live = createGate()
    const memory = memoryOn(store, disk.file, clock, live)
    await memory.saveNow()
    const adopted = memory.applySaved({
      type: 'callAdopted',
      key: callKey('k1'),
      id: callId('the-id'),
      number: '1133334444',
      direction: 'inbound',
      namedBy: 'agent',
      at: clock.now(),
    })
    await clock.advance(10_000)
    expect(disk.texts).toEqual([])
    expect(store.get().call).toBeNull()

    live.open()
    await clock.advance(1)
    disk.finish()
    await adopted
    expect(disk.texts).toHaveLength(1)
    expect(store.get().call?.id).toBe('the-id')
  })
})
