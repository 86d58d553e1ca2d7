/**
 * Whether a value from IPC is larger than about that many bytes; texts, buffers, maps and sets count with their
 * contents. Stops counting at the limit.
 */
export function isLargerThan(value: unknown, limit: number): boolean {
  const seen = new Set<object>()
  const waiting: unknown[] = [value]
  let size = 0
  while (waiting.length > 0 && size <= limit) {
    const next = waiting.pop()
    size += 8
    if (typeof next === 'string') size += next.length
    else if (typeof next === 'bigint') size += next.toString(16).length
    if (typeof next !== 'object' || next === null || seen.has(next)) continue
    seen.add(next)
    if (next instanceof ArrayBuffer || next instanceof SharedArrayBuffer) size += next.byteLength
    else if (ArrayBuffer.isView(next)) size += next.buffer.byteLength
    else if (next instanceof Map) size += push(waiting, [...next.keys(), ...next.values()])
    else if (next instanceof Set) size += push(waiting, [...next])
    else if (next instanceof RegExp) size += next.source.length
    else if (Array.isArray(next)) size += push(waiting, next)
    else {
      const names = Object.getOwnPropertyNames(next)
      for (const name of names) size += name.length
      size += push(
        waiting,
        names.map((name) => (next as Record<string, unknown>)[name]),
      )
    }
  }
  return size > limit
}

function push(waiting: unknown[], more: readonly unknown[]): number {
  for (const value of more) waiting.push(value)
  return more.length
}
