import { callInAddress } from '../../shared/companion/popups'
import type { BadgeCall, CompanionAnswer } from '../../shared/companion/messages'
import {
  BADGE_PORT,
  DIAL_SELECTION,
  POPUP_STATE,
  type PageAnswer,
  type PageMessage,
  type PopupState,
  type Shown,
} from '../messages'
import { createHost } from './host'
import { isGranted, workIn } from './pages'
import { openPage } from './record-tabs'
import { keepKnown, readKnown, rememberTaken, wasTaken, type Known } from './remembered'

/*
 * The extension's worker: passes on what pages ask, and tells them what the badge shows. The browser may end it whenever
 * nothing happens, and starts it again for the next event.
 */

/** Which key dials the selection is declared in the manifest. */
const DIAL_COMMAND = 'dial-selection'

/** A bar that was started again is found after this time, or with the next click. Milliseconds. */
const AGAIN_MS = 15_000

let known: Known | null = null
const whenKnown = readKnown().then((read) => (known ??= read))
let call: BadgeCall | null = null
const badges = new Set<chrome.Port>()

const host = createHost({
  onState: (state) => {
    known = state
    call = state.call
    showAll()
    void keepKnown(state).then(() => workIn(state.origins))
  },
  onOpen: (url) => void openPage(url),
  onLost: () => {
    call = null
    showAll()
    if (badges.size > 0) setTimeout(host.connect, AGAIN_MS)
  },
  say: (word) => known?.words[word] ?? chrome.i18n.getMessage(word),
})

function show(port: chrome.Port): void {
  if (known === null) return
  const shown: Shown = { call: isCompanys(port.sender) ? call : null, words: known.words }
  port.postMessage(shown)
}
const showAll = (): void => badges.forEach(show)

/** Whether the sender is a page in which the extension may work, or a frame of its origin. */
const isCompanys = (sender: chrome.Sender | undefined): boolean =>
  sender?.id === chrome.runtime.id && known?.origins.includes(sender.origin ?? '') === true

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== BADGE_PORT) return
  badges.add(port)
  port.onDisconnect.addListener(() => badges.delete(port))
  host.connect()
  void whenKnown.then(() => show(port))
})

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (message === POPUP_STATE) void popupState().then(respond)
  else void answerPage(message as PageMessage, sender).then(respond)
  return true
})

async function answerPage(message: PageMessage, sender: chrome.Sender): Promise<PageAnswer> {
  await whenKnown
  if (!isCompanys(sender)) return null
  const origin = sender.origin ?? ''
  return message.type === 'opened' ? opened(message.url, origin) : host.ask({ ...message, origin })
}

/** A page that names an inbound call by its address: taken over once for each id. */
async function opened(url: string, origin: string): Promise<PageAnswer> {
  if (new URL(url).origin !== origin) return null
  const named = known?.popups.map((pattern) => callInAddress(pattern, url)).find((found) => found !== null)
  if (named == null || (await wasTaken(named.callId))) return null
  const { callId, number } = named
  const message = { type: 'adopt', origin, callId, ...(number === undefined ? {} : { number }) } as const
  const answer: CompanionAnswer = await host.ask(message)
  if (answer.ok) await rememberTaken(callId)
  return answer
}

chrome.commands.onCommand.addListener((command) => {
  if (command !== DIAL_COMMAND) return
  void chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(async ([tab]) => {
    // A page without the extension's script does not answer.
    if (tab?.id !== undefined) await chrome.tabs.sendMessage(tab.id, DIAL_SELECTION).catch(() => undefined)
  })
})

async function popupState(): Promise<PopupState> {
  const reach = await host.reach()
  const { origins, words } = known ?? (await whenKnown)
  const pages = await Promise.all(
    origins.map(async (origin) => ({ origin, isGranted: await isGranted(origin) })),
  )
  return { reach, words, pages }
}

const workInKnown = (): void => void whenKnown.then(() => workIn(known?.origins ?? []))
chrome.permissions.onAdded.addListener(workInKnown)
chrome.permissions.onRemoved.addListener(workInKnown)
// The company may have changed its pages since the browser ran last.
chrome.runtime.onInstalled.addListener(host.connect)
chrome.runtime.onStartup.addListener(host.connect)
