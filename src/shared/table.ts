/** An object with a value for each key: `Object.fromEntries` that keeps the keys' type. */
export function tableOf<Key extends string, Value>(
  keys: readonly Key[],
  valueOf: (key: Key) => Value,
): Record<Key, Value> {
  const table: Partial<Record<Key, Value>> = {}
  for (const key of keys) table[key] = valueOf(key)
  return table as Record<Key, Value>
}
