import { expect, it } from 'vitest'
import { stripOf, withoutOwn } from '../../../../../src/main/core/windows/reserved-strip'

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

it('of the bar itself does not move the bar', () => {
  const withStrip = { ...display, y: 56, height: 1024 }
  const own = { edge: 'top', withStrip: 56, without: 0 } as const
  expect(withoutOwn(withStrip, own)).toEqual(display)
  expect(withoutOwn(display, own)).toEqual(display)
  const low = { ...display, height: 1024 }
  expect(withoutOwn(low, { edge: 'bottom', withStrip: 1024, without: 1080 })).toEqual(display)
  expect(withoutOwn(low, null)).toEqual(low)
})
