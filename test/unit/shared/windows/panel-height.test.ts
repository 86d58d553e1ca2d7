import { expect, it } from 'vitest'
import { emptySnapshot } from '../../../../src/shared/snapshot/reduce'
import type { Break } from '../../../../src/shared/snapshot/state'
import { panels } from '../../../../src/shared/windows/panels'
import { barShape } from '../../../../src/shared/windows/bar-shape'
import { noRows, panelHeight, type PanelRows } from '../../../../src/shared/windows/panel-height'

const kinds = (count: number): Break[] =>
  Array.from({ length: count }, (_, at) => ({ id: String(at), name: 'B', limitMinutes: null, digit: '1' }))

const shape = barShape(1, 1366)

it('opens no panel where there is none', () => {
  expect(panelHeight(emptySnapshot, shape, noRows)).toBe(0)
})

const full: PanelRows = { calls: 900, colleagues: 99, members: 120, queues: 3 }

it.each(panels)('%s has room, and never more than 360 pixels', (panel) => {
  for (const rows of [noRows, full]) {
    const height = panelHeight({ ...emptySnapshot, panel, breaks: kinds(60) }, shape, rows)
    expect(height).toBeGreaterThan(90)
    expect(height).toBeLessThanOrEqual(360)
  }
})

it.each([
  ['history', { calls: 1 }, { calls: 4 }],
  ['transfer', { colleagues: 2 }, { colleagues: 5 }],
  ['team', { members: 1, queues: 1 }, { members: 1, queues: 2 }],
] as const)('%s is as high as what it shows', (panel, few, more) => {
  const of = (rows: Partial<PanelRows>) =>
    panelHeight({ ...emptySnapshot, panel }, shape, { ...noRows, ...rows })
  expect(of({})).toBeLessThan(150)
  expect(of(few)).toBeLessThan(of(more))
  expect(of(more)).toBeLessThan(of(full))
})

it('grows with the breaks there are', () => {
  const of = (count: number) =>
    panelHeight({ ...emptySnapshot, panel: 'breaks', breaks: kinds(count) }, shape, noRows)
  expect(of(5)).toBeGreaterThan(of(4))
  expect(of(4)).toBe(of(1))
})

it('is 560 pixels wide and one row high where it is compact, also enlarged', () => {
  expect(barShape(1, 800, true)).toMatchObject({ scale: 1, width: 560, height: 56 })
  expect(barShape(2, 1366, true)).toMatchObject({ scale: 2, width: 560, height: 56 })
  expect(barShape(2, 1024, true).scale * 560).toBeLessThanOrEqual(1024)
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
