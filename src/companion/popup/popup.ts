import { requestPages } from '../worker/pages'
import { POPUP_STATE, type PopupState, type Reach } from '../messages'

/*
 * The window of the extension's button: whether the bar can be reached, and the pages that the browser still has to grant.
 */

const sentences = {
  connected: 'companion_connected',
  notRunning: 'companion_not_running',
  notConnected: 'companion_not_connected',
} as const satisfies Record<Reach, keyof PopupState['words']>

function byId(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`no ${id}`)
  return element
}

async function show(): Promise<void> {
  const { reach, words, pages } = (await chrome.runtime.sendMessage(POPUP_STATE)) as PopupState
  byId('reach').textContent =
    words[pages.length === 0 && reach === 'connected' ? 'companion_no_pages' : sentences[reach]]
  const rows = pages.map(({ origin, isGranted }) => {
    const row = document.createElement('li')
    row.textContent = `${isGranted ? '✓' : '–'} ${origin}`
    return row
  })
  byId('pages').replaceChildren(...rows)
  const missing = pages.filter(({ isGranted }) => !isGranted).map(({ origin }) => origin)
  const allow = byId('allow')
  allow.textContent = words.companion_allow
  allow.hidden = missing.length === 0
  allow.onclick = () => void requestPages(missing).then(show)
}

void show()
