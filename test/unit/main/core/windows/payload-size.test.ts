import { expect, it } from 'vitest'
import { isLargerThan } from '../../../../../src/main/core/windows/payload-size'

const LIMIT = 64 * 1024
const MEGABYTE = 1024 * 1024
const text = 'x'.repeat(MEGABYTE)

it.each<[string, unknown]>([
  ['a text', text],
  ['a buffer', new ArrayBuffer(MEGABYTE)],
  ['a small view of a large buffer', new Uint8Array(new ArrayBuffer(MEGABYTE), 0, 1)],
  ['a map', new Map([['key', text]])],
  ['a map with a large key', new Map([[{ text }, 1]])],
  ['a set', new Set([[text]])],
  ['an error', new Error(text)],
  ['a pattern', new RegExp(text)],
  ['a large integer', BigInt(`0x${'f'.repeat(MEGABYTE)}`)],
  ['a name', { [text]: 1 }],
  ['many small things', Array.from({ length: 100_000 }, () => 1)],
  ['a sparse list', Array.from({ length: 100_000 })],
  ['something deep down', { a: [new Map([['b', new Set([{ c: text }])]])] }],
])('%s is counted for what it holds', (_name, value) => {
  expect(isLargerThan([value], LIMIT)).toBe(true)
})

it('lets through what windows send, and survives circles', () => {
  const circle: Record<string, unknown> = { name: 'x' }
  circle['self'] = circle
  for (const value of [undefined, null, 1, circle, { values: { 'pabx.baseUrl': 'https://x' }, key: null }])
    expect(isLargerThan(['settings.save', value], LIMIT)).toBe(false)
})
