import { BADGE_PORT, DIAL_SELECTION, type PageAnswer, type PageMessage, type Shown } from '../messages'
import { followClicks, selectedText } from './clicks'
import { createCorner } from './corner'
import { createMarks } from './marks'
import { createScanner } from './scanner'

/*
 * What the extension does in each frame of a page of the company's: marks numbers, dials them, and tells of the address.
 * The badge is in the outer frame alone.
 */

/** The worker was ended for being idle; it is started again while the page can be seen. Milliseconds. */
const AGAIN_MS = 5_000

declare global {
  /** This script's own world: a second copy of it would mark everything twice. */
  var vocomBarIsHere: true | undefined
}

/** The page's history, which every Chromium has since 2022. */
declare const navigation: EventTarget

if (globalThis.vocomBarIsHere === undefined) {
  globalThis.vocomBarIsHere = true
  begin()
}

function begin(): void {
  const marks = createMarks()
  const scanner = createScanner(marks)
  const corner = createCorner({ ask })
  const stopClicks = followClicks(marks, (number) => void act({ type: 'dial', text: number }))

  /** Null when the extension was removed or renewed: its next copy takes over. */
  async function ask(message: PageMessage): Promise<PageAnswer> {
    try {
      return (await chrome.runtime.sendMessage(message)) as PageAnswer
    } catch {
      stop()
      return null
    }
  }

  async function act(message: PageMessage): Promise<void> {
    const answer = await ask(message)
    if (answer !== null && !answer.ok) corner.say(answer.says)
  }

  function tellAddress(): void {
    void act({ type: 'opened', url: location.href })
  }

  function stop(): void {
    scanner.stop()
    marks.stop()
    corner.stop()
    stopClicks()
    navigation.removeEventListener('currententrychange', tellAddress)
  }

  function followBadge(): void {
    try {
      const port = chrome.runtime.connect({ name: BADGE_PORT })
      port.onMessage.addListener((shown) => corner.show(shown as Shown))
      port.onDisconnect.addListener(() => setTimeout(whenSeen, AGAIN_MS))
    } catch {
      stop()
    }
  }
  function whenSeen(): void {
    if (document.hidden) document.addEventListener('visibilitychange', whenSeen, { once: true })
    else followBadge()
  }

  chrome.runtime.onMessage.addListener((message) => {
    const text = message === DIAL_SELECTION ? selectedText() : null
    if (text !== null) void act({ type: 'dial', text })
    return false
  })

  const live = (): void => {
    scanner.follow(document)
    tellAddress()
    navigation.addEventListener('currententrychange', tellAddress)
    if (window === window.top) followBadge()
  }
  // A page that the browser prepares in advance was not opened by anybody yet.
  if ('prerendering' in document && document.prerendering === true)
    document.addEventListener('prerenderingchange', live, { once: true })
  else live()
}
