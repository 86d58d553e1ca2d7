import { expect, it } from 'vitest'
import { emptySnapshot } from '../../../src/shared/agent/reduce'
import { panels, type Break } from '../../../src/shared/agent/state'
import { panelHeight } from '../../../src/shared/bar-size'

const kinds = (count: number): Break[] =>
  Array.from({ length: count }, (_, at) => ({ id: String(at), name: 'B', limitMinutes: null, digit: '1' }))

it('opens no panel where there is none', () => {
  expect(panelHeight(emptySnapshot)).toBe(0)
})

it.each(panels)('%s has room, and never more than 360 pixels', (panel) => {
  const height = panelHeight({ ...emptySnapshot, panel, breaks: kinds(60) })
  expect(height).toBeGreaterThan(90)
  expect(height).toBeLessThanOrEqual(360)
})

it('grows with the breaks there are', () => {
  const of = (count: number) => panelHeight({ ...emptySnapshot, panel: 'breaks', breaks: kinds(count) })
  expect(of(5)).toBeGreaterThan(of(4))
  expect(of(4)).toBe(of(1))
})
