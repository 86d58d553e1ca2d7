import { expect } from '@playwright/test'

/** Looks until something is found, and returns it. A second look might not find it again. */
export async function found<T>(
  look: () => Promise<T | null>,
  options: { readonly message?: string; readonly timeout?: number } = {},
): Promise<T> {
  const seen: { find: T | null } = { find: null }
  await expect.poll(async () => (seen.find = await look()) !== null, options).toBe(true)
  if (seen.find === null) throw new Error('nothing was found')
  return seen.find
}
