import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { createLineWriter } from '../../../../../src/main/core/door/slow-reader'

/** A reader that takes a piece only when it is told to. */
function reader() {
  const read: string[] = []
  let taken: (() => void) | null = null
  const stream = new Writable({
    highWaterMark: 100,
    write: (piece: Buffer, _encoding, done) => {
      read.push(piece.toString().trimEnd())
      taken = done
    },
  })
  const take = (): boolean => {
    const done = taken
    taken = null
    done?.()
    return done !== null
  }
  return {
    stream,
    read,
    take,
    wake: async () => {
      while (take()) await new Promise(setImmediate)
    },
  }
}

it('a reader that keeps up gets every line', async () => {
  const { stream, read, wake } = reader()
  const { offer } = createLineWriter(stream, (line) => `${line}\n`)
  for (let count = 0; count < 50; count++) {
    offer(String(count))
    await wake()
  }
  expect(read).toEqual(Array.from({ length: 50 }, (_none, count) => String(count)))
})

it('one that has stopped costs no more than its limit, and finds the oldest in order and then the present', async () => {
  const { stream, read, wake } = reader()
  let encoded = 0
  const lines = createLineWriter(
    stream,
    (line) => {
      encoded += 1
      return `${line}\n`
    },
    1_000,
  )
  for (let count = 0; count < 10_000; count++) lines.offer(String(count).padStart(10, '0'))
  // What the stream itself holds.
  expect(stream.writableLength).toBeLessThanOrEqual(111)
  await wake()
  const numbers = read.map(Number)
  expect(numbers.length).toBeLessThanOrEqual(112)
  expect(numbers.slice(0, -1)).toEqual(Array.from({ length: numbers.length - 1 }, (_none, count) => count))
  expect(numbers.at(-1)).toBe(9_999)
  // No work was done for lines that nobody gets.
  expect(encoded).toBe(numbers.length)
  lines.offer('10000')
  await wake()
  expect(read.at(-1)).toBe('10000')
})

it('a line longer than the limit is sent by itself', async () => {
  const { stream, read, wake } = reader()
  const { offer } = createLineWriter(stream, (line) => line, 10)
  for (const line of ['first', 'x'.repeat(200), 'y'.repeat(200)]) offer(line)
  await wake()
  expect(read.at(-1)).toBe('y'.repeat(200))
})
