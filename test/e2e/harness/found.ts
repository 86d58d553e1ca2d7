import { expect } from '@playwright/test'

/** Looks until something is there, and gives the find of that look: at the next one it might be gone. */
export async function found<T>(
  look: () => Promise<T | null>,
  options: { readonly message?: string; readonly timeout?: number } = {},
): Promise<T> {
  const seen: { find: T | null } = { find: null }
  await expect.poll(async () => (seen.find = await look()) !== null, options).toBe(true)
  if (seen.find === null) throw new Error('nothing was found')
  return seen.find
}
