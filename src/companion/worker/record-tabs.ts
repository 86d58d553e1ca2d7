/*
 * One tab for each origin: the records of call after call do not fill the browser.
 */

const KEPT = 'recordTabs'

/** Shows the page in the tab that showed the last one of its origin, if that is still there, and else in a new one. */
export async function openPage(url: string): Promise<void> {
  const { origin } = new URL(url)
  const kept = ((await chrome.storage.local.get(KEPT))[KEPT] ?? {}) as Readonly<Record<string, number>>
  const used = await tabOf(kept[origin], origin)
  const tab =
    used === null
      ? await chrome.tabs.create({ url, active: true })
      : await chrome.tabs.update(used, { url, active: true })
  if (tab.id !== undefined) await chrome.storage.local.set({ [KEPT]: { ...kept, [origin]: tab.id } })
}

/** The tab, if the agent has not closed it or gone elsewhere with it. Its number may be another tab's by now. */
async function tabOf(id: number | undefined, origin: string): Promise<number | null> {
  if (id === undefined) return null
  const tabs = await chrome.tabs.query({ url: [`${origin}/*`] })
  return tabs.some((tab) => tab.id === id) ? id : null
}
