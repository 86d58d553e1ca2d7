/**
 * No setting's name has more parts. A file with deeper nesting is hostile, and recursion into it would overflow the
 * stack.
 */
const MOST_PARTS = 10

/**
 * Nested objects and dotted names mean the same: `{"bar": {"edge": "top"}}`, `{"bar.edge": "top"}`,
 * `{"hotkeys": {"call.hold": null}}`. Anything nested too deep to be a setting stays as it is.
 */
export function flatten(tree: unknown, prefix = '', parts = MOST_PARTS): Record<string, unknown> {
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return {}
  const flat: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(tree)) {
    const name = prefix === '' ? key : `${prefix}.${key}`
    if (parts > 1 && typeof value === 'object' && value !== null && !Array.isArray(value))
      Object.assign(flat, flatten(value, name, parts - 1))
    else flat[name] = value
  }
  return flat
}
