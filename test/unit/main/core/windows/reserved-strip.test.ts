import { describe, expect, it } from 'vitest'
import {
  stripOf,
  withoutOwn,
  withStrip,
  type OwnStrip,
} from '../../../../../src/main/core/windows/reserved-strip'

const display = { x: 0, y: 0, width: 1920, height: 1080 }
const right = { x: 1920, y: 0, width: 768, height: 1366 }
const bar = { x: 460, y: 0, width: 1000, height: 56 }
const atTop = { edge: 'top', bar, workArea: display, display, displays: [display, right], scale: 1 } as const

it('is as deep as the bar, and as long as its display', () => {
  expect(stripOf(atTop)).toEqual({ edge: 'top', depth: 56, from: 0, to: 1919 })
})

it('is counted from the edge of the whole desktop', () => {
  const foot = { ...bar, y: 1024 }
  expect(stripOf({ ...atTop, edge: 'bottom', bar: foot })).toEqual({
    edge: 'bottom',
    depth: 342,
    from: 0,
    to: 1919,
  })
})

it('begins below the panel of the desktop, and takes its lines in', () => {
  const workArea = { ...display, y: 30, height: 1050 }
  expect(stripOf({ ...atTop, workArea, bar: { ...bar, y: 30 } })).toMatchObject({ depth: 86 })
})

it('counts in pixels', () => {
  expect(stripOf({ ...atTop, scale: 2 })).toEqual({ edge: 'top', depth: 112, from: 0, to: 3839 })
})

it('is none for a free bar, nor for one that was dragged from its edge', () => {
  expect(stripOf({ ...atTop, edge: 'free' })).toBeNull()
  expect(stripOf({ ...atTop, bar: { ...bar, y: 200 } })).toBeNull()
})

it('is none where another display lies beyond the edge', () => {
  const above = { x: 0, y: -1080, width: 1920, height: 1080 }
  expect(stripOf({ ...atTop, displays: [display, above] })).toBeNull()
})

describe('of the bar itself', () => {
  const panel = 30
  const shown = (height: number, workArea: Partial<typeof display>) => {
    const now = { ...display, height }
    return { display: now, displays: [now], workArea: { ...now, ...workArea } }
  }
  const own = (
    edge: 'top' | 'bottom',
    y: number,
    { height = 1080, area = {}, before = [] as readonly OwnStrip[] } = {},
  ) => withStrip(before, edge, { ...shown(height, area), edge, bar: { ...bar, y }, scale: 1 })

  it('does not move the bar', () => {
    const top = own('top', 0)
    expect(withoutOwn(shown(1080, { y: 56, height: 1024 }), top)).toEqual(display)
    expect(withoutOwn(shown(1080, {}), top)).toEqual(display)
    const low = shown(1080, { height: 1024 })
    expect(withoutOwn(low, own('bottom', 1024))).toEqual(display)
    expect(withoutOwn(low, [])).toEqual(low.workArea)
  })

  it('does not move the bar when the display has another size, with a panel beside it', () => {
    const before = own('bottom', 720 - panel - 56, { height: 720, area: { height: 720 - panel } })
    const after = shown(1440, { height: 1440 - panel - 56 })
    expect(withoutOwn(after, before)).toEqual({ ...after.display, height: 1440 - panel })
  })

  it('does not move the bar while the strip before it is still kept free', () => {
    const former = own('bottom', 1024)
    const once = own('bottom', 912, { before: former })
    // Asked for again, before the window manager has done it.
    const twice = own('bottom', 912, { before: once })
    for (const strips of [once, twice])
      expect(withoutOwn(shown(1080, { height: 1024 }), strips)).toEqual(display)
  })
})
