import { expect, it } from 'vitest'
import { emptySnapshot } from '../../../src/shared/agent/reduce'
import { panels, type Break } from '../../../src/shared/agent/state'
import { barShape, panelHeight } from '../../../src/shared/bar-size'

const kinds = (count: number): Break[] =>
  Array.from({ length: count }, (_, at) => ({ id: String(at), name: 'B', limitMinutes: null, digit: '1' }))

const shape = barShape(1, 1366)

it('opens no panel where there is none', () => {
  expect(panelHeight(emptySnapshot, shape)).toBe(0)
})

it.each(panels)('%s has room, and never more than 360 pixels', (panel) => {
  const height = panelHeight({ ...emptySnapshot, panel, breaks: kinds(60) }, shape)
  expect(height).toBeGreaterThan(90)
  expect(height).toBeLessThanOrEqual(360)
})

it('grows with the breaks there are', () => {
  const of = (count: number) =>
    panelHeight({ ...emptySnapshot, panel: 'breaks', breaks: kinds(count) }, shape)
  expect(of(5)).toBeGreaterThan(of(4))
  expect(of(4)).toBe(of(1))
})

it('stands in one row where there is room for it', () => {
  expect(barShape(1, 1024)).toMatchObject({ scale: 1, width: 1000, height: 56 })
  expect(barShape(2, 2560)).toMatchObject({ scale: 2, width: 1000, height: 56 })
})

it.each([
  [2, 1366],
  [2, 1280],
  [1.5, 1366],
  [1.1, 1024],
  [1, 800],
])('at %f on %i pixels the text is as large as asked for, in two rows', (wanted, screenWidth) => {
  const { scale, width, height } = barShape(wanted, screenWidth)
  expect(scale).toBe(wanted)
  expect(height).toBe(112)
  expect(width * scale).toBeLessThanOrEqual(screenWidth)
  expect(width).toBeLessThanOrEqual(960)
})

it('is never so narrow that a control is cut', () => {
  expect(barShape(2, 1024).width).toBeGreaterThanOrEqual(620)
})
