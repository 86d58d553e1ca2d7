import { describe, expect, it } from 'vitest'
import { createHotkeyBoard } from '../../../../../src/main/core/hotkeys/hotkey-board'
import { defaultSettings, type Settings } from '../../../../../src/shared/settings/settings'
import { createFakeClock } from '../../../../support/clock'

const HANG_UP = 'CommandOrControl+Shift+F11'
const HOLD = 'CommandOrControl+Shift+F9'

/** A board over a keyboard of which another program may hold some keys. */
function createBoard() {
  const clock = createFakeClock()
  const registered = new Map<string, () => void>()
  const held = new Set<string>()
  const pressed: string[] = []
  const told: string[] = []
  const board = createHotkeyBoard({
    onChange: () => undefined,
    keyboard: {
      take: (keys, press) => {
        if (held.has(keys)) return false
        registered.set(keys, press)
        return true
      },
      giveBack: (keys) => void registered.delete(keys),
    },
    press: (command) => pressed.push(command),
    onRefused: (command) => told.push(`refused ${command}`),
    onFreed: (command) => told.push(`freed ${command}`),
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  board.apply(defaultSettings)
  return {
    board,
    clock,
    held,
    pressed,
    told,
    has: (keys: string): boolean => registered.has(keys),
    /** A press of its own, long after the last. */
    hit: async (keys: string): Promise<void> => {
      await clock.advance(2_000)
      registered.get(keys)?.()
    },
  }
}

describe('the hotkeys', () => {
  it('run their commands', async () => {
    const { hit, pressed } = createBoard()
    await hit(HOLD)
    expect(pressed).toEqual(['call.toggleHold'])
  })

  it('are only noted while they are examined, but for the one that hangs up a call', async () => {
    const { board, hit, pressed } = createBoard()
    board.examine(true)
    await hit(HOLD)
    await hit(HANG_UP)
    expect(pressed).toEqual([])
    board.setInCall(true)
    await hit(HOLD)
    await hit(HANG_UP)
    expect(pressed).toEqual(['call.hangUp'])
    expect(board.state().arrived).toEqual(['call.toggleHold', 'call.hangUp'])
    board.examine(false)
    await hit(HOLD)
    expect(pressed).toEqual(['call.hangUp', 'call.toggleHold'])
  })

  it('are let go while keys are typed into a form, but for the one that hangs up a call', async () => {
    const { board, has, hit, pressed } = createBoard()
    board.suspend(true)
    expect([has(HOLD), has(HANG_UP)]).toEqual([false, false])
    board.setInCall(true)
    expect([has(HOLD), has(HANG_UP)]).toEqual([false, true])
    await hit(HANG_UP)
    expect(pressed).toEqual(['call.hangUp'])
    board.setInCall(false)
    expect(has(HANG_UP)).toBe(false)
    board.suspend(false)
    expect([has(HOLD), has(HANG_UP)]).toEqual([true, true])
  })

  it('that another program holds are told of once, tried again, and the notice is withdrawn', async () => {
    const { board, clock, held, told, has, hit, pressed } = createBoard()
    held.add(HOLD)
    board.apply({ ...defaultSettings, 'bar.theme': 'dark' })
    expect(told).toEqual(['refused call.toggleHold'])
    board.apply(defaultSettings)
    expect(told).toHaveLength(1)
    expect(board.state().refused).toEqual(['call.toggleHold'])
    held.clear()
    await clock.advance(60_000)
    expect(told).toEqual(['refused call.toggleHold', 'freed call.toggleHold'])
    expect(board.state().refused).toEqual([])
    expect(has(HOLD)).toBe(true)
    await hit(HOLD)
    expect(pressed).toEqual(['call.toggleHold'])
  })

  it('that are refused are no longer spoken of once they are others, or none', () => {
    const { board, held, told } = createBoard()
    held.add(HOLD)
    board.apply(defaultSettings)
    board.apply({ ...defaultSettings, 'hotkeys.call.toggleHold': null } satisfies Settings)
    expect(told).toEqual(['refused call.toggleHold', 'freed call.toggleHold'])
    held.add('F2')
    board.apply({ ...defaultSettings, 'hotkeys.call.toggleHold': 'F2' })
    held.add('F3')
    board.apply({ ...defaultSettings, 'hotkeys.call.toggleHold': 'F3' })
    // Each notice names the keys.
    expect(told.slice(2)).toEqual(['refused call.toggleHold', 'refused call.toggleHold'])
  })
})
