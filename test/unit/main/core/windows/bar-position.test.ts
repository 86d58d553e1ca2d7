import { describe, expect, it } from 'vitest'
import {
  besideBar,
  clampToArea,
  fitInto,
  placeIn,
  placeOnEdge,
} from '../../../../../src/main/core/windows/bar-position'

const screen = { x: 0, y: 0, width: 1366, height: 768 }
const size = { width: 1000, height: 56 }

describe('the bar on the screen', () => {
  it('stands in the middle of its edge', () => {
    expect(placeOnEdge('top', screen, size)).toEqual({ x: 183, y: 0 })
    expect(placeOnEdge('bottom', screen, size)).toEqual({ x: 183, y: 712 })
  })

  it.each([
    [
      { x: 2_000, y: 300 },
      { x: 366, y: 300 },
    ],
    [
      { x: -50, y: -50 },
      { x: 0, y: 0 },
    ],
    [
      { x: 200, y: 705 },
      { x: 200, y: 712 },
    ],
  ])('%o is brought wholly onto it, and snaps', (point, place) => {
    expect(clampToArea(point, screen, size)).toEqual(place)
  })
})

describe('a window beside the bar', () => {
  it('begins below a bar at the top, and ends above one at the bottom', () => {
    const room = besideBar(screen, { x: 183, y: 0, ...size })
    expect(room).toEqual({ x: 0, y: 56, width: 1366, height: 712 })
    expect(placeIn(room, { width: 780, height: 780 })).toEqual({ x: 293, y: 56, width: 780, height: 672 })
    expect(besideBar(screen, { x: 0, y: 712, ...size })).toMatchObject({ y: 0, height: 712 })
  })

  it('is never larger than the room there is', () => {
    expect(placeIn({ x: 10, y: 20, width: 640, height: 300 }, { width: 1_240, height: 760 })).toEqual({
      x: 10,
      y: 20,
      width: 640,
      height: 260,
    })
  })
})

describe('a window where it was left', () => {
  it.each([
    ['there is room', { x: 100, y: 60, width: 900, height: 500 }, { x: 100, y: 60, width: 900, height: 500 }],
    [
      'its display is gone',
      { x: 3_000, y: -900, width: 900, height: 500 },
      { x: 466, y: 0, width: 900, height: 500 },
    ],
    [
      'it was on a larger one',
      { x: 10, y: 10, width: 2_400, height: 1_300 },
      { x: 0, y: 0, width: 1_366, height: 728 },
    ],
    ['it hung below', { x: 0, y: 700, width: 900, height: 500 }, { x: 0, y: 228, width: 900, height: 500 }],
  ])('is wholly on the screen, its frame too, also when %s', (_when, kept, place) => {
    expect(fitInto(screen, kept)).toEqual(place)
  })
})
