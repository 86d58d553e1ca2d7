import type { WebContents } from 'electron'
import { channels } from '../../../shared/ipc/channels'

/** A page says that it lives once a second; silent for longer than this it hangs. Milliseconds. */
const SILENT_MS = 2_200

/** A timer that comes this late was held up itself (sleep, a stalled computer): the page gets another chance. */
const HELD_UP_MS = 400

/**
 * Calls back when a page that was there falls silent. Chromium's own `unresponsive` waits for a click that
 * is not answered, and half a minute more.
 */
export function watchHeartbeat(contents: WebContents, hangs: () => void): void {
  let timer: NodeJS.Timeout | undefined
  const wait = (): void => {
    clearTimeout(timer)
    const due = performance.now() + SILENT_MS
    timer = setTimeout(() => {
      if (performance.now() - due > HELD_UP_MS) wait()
      else hangs()
    }, SILENT_MS)
  }
  contents.ipc.on(channels.alive, wait)
  // It may hang before it has said anything.
  contents.on('did-finish-load', wait)
  const rest = (): void => clearTimeout(timer)
  // A page that is being loaded is not there yet, and a developer who stops it at a line has reasons.
  for (const event of ['did-start-loading', 'render-process-gone', 'devtools-opened', 'destroyed'])
    contents.on(event as 'destroyed', rest)
}
