import type { WebContents } from 'electron'
import { channels } from '../../../shared/ipc/channels'

/** A page reports once a second; after a longer silence it hangs. Milliseconds. */
const SILENT_MS = 2_200

/**
 * A timer this late was itself delayed (by sleep or a stalled computer), so the page gets another chance. Milliseconds.
 */
const HELD_UP_MS = 400

/**
 * Calls back when a loaded page falls silent. Chromium's own `unresponsive` needs a click that is not answered, and
 * half a minute more.
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
  // The page may hang before its first report.
  contents.on('did-finish-load', wait)
  const rest = (): void => clearTimeout(timer)
  // A page that is loading cannot report yet, and a developer may have stopped it at a breakpoint.
  for (const event of ['did-start-loading', 'render-process-gone', 'devtools-opened', 'destroyed'])
    contents.on(event as 'destroyed', rest)
  // The bar's page is often loaded before the program that watches it.
  if (!contents.isLoading()) wait()
}
