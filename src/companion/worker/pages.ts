/*
 * In which pages the extension works: those that the company's policy names, once the browser has granted them.
 */

const SCRIPT = 'page.js'
const patternOf = (origin: string): string => `${origin}/*`

export const isGranted = (origin: string): Promise<boolean> =>
  chrome.permissions.contains({ origins: [patternOf(origin)] })

/** Asks the agent, who has pressed a button for it. */
export const requestPages = (origins: readonly string[]): Promise<boolean> =>
  chrome.permissions.request({ origins: origins.map(patternOf) })

/** Puts the script into the pages of these origins, now and from now on, and into no other. */
export async function workIn(origins: readonly string[]): Promise<void> {
  const granted: string[] = []
  for (const origin of origins) if (await isGranted(origin)) granted.push(origin)
  await chrome.action.setBadgeText({ text: granted.length < origins.length ? '!' : '' })
  const matches = granted.map(patternOf)
  const [before] = await chrome.scripting.getRegisteredContentScripts()
  if (JSON.stringify(before?.matches ?? []) === JSON.stringify(matches)) return
  if (before !== undefined) await chrome.scripting.unregisterContentScripts()
  if (matches.length === 0) return
  const how = { allFrames: true, matchOriginAsFallback: true, runAt: 'document_start' } as const
  await chrome.scripting.registerContentScripts([{ id: 'page', matches, js: [SCRIPT], ...how }])
  for (const { id } of await chrome.tabs.query({ url: matches })) if (id !== undefined) await inject(id)
}

/** Into a page that was open before; the script itself knows whether it is there already. */
async function inject(tabId: number): Promise<void> {
  try {
    await chrome.scripting.executeScript({
      target: { tabId, allFrames: true },
      files: [SCRIPT],
      injectImmediately: true,
    })
  } catch {
    // A page that shows an error, or was closed meanwhile.
  }
}
