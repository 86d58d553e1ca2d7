/**
 * Keys for a list whose items come from outside: the second item of a name is `name 2`. Svelte ends a list in
 * which a key is there twice, and all that stands around it.
 */
export function withKeys<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string | number,
): readonly { readonly key: string; readonly item: Item }[] {
  const taken = new Set<string>()
  const times = new Map<string, number>()
  return items.map((item) => {
    const name = String(nameOf(item))
    let time = (times.get(name) ?? 0) + 1
    let key = time === 1 ? name : `${name} ${time}`
    while (taken.has(key)) key = `${name} ${++time}`
    times.set(name, time)
    taken.add(key)
    return { key, item }
  })
}
