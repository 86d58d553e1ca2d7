import { app, type WebContents } from 'electron'
import { channels } from '../../../shared/ipc/channels'

/** A page reports once a second; after a longer silence it may hang. Milliseconds. */
const SILENT_MS = 2_200

/** How often the processor time of a silent page is then measured. Milliseconds. */
const LOOK_MS = 500

/**
 * A page that hangs keeps a processor busy. A page that gets less of one waits for its turn on a busy computer, and
 * comes back with what was typed into it.
 */
const BUSY_SHARE = 0.8

/** After a silence this long the page hangs in any case. Milliseconds. */
const LONGEST_MS = 10_000

/**
 * A timer this late was itself delayed (by sleep or a stalled computer), so the page gets another chance. Milliseconds.
 */
const HELD_UP_MS = 400

/**
 * Calls back when a loaded page hangs. Chromium's own `unresponsive` needs a click that is not answered, and half a
 * minute more.
 */
export function watchHeartbeat(contents: WebContents, hangs: () => void): void {
  let timer: NodeJS.Timeout | undefined

  /** Runs after that time; when the timer comes late, the whole wait starts anew. */
  function after(milliseconds: number, run: (now: number) => void): void {
    clearTimeout(timer)
    const due = performance.now() + milliseconds
    timer = setTimeout(() => {
      const now = performance.now()
      if (now - due > HELD_UP_MS) wait()
      else run(now)
    }, milliseconds)
  }

  const wait = (): void => {
    // A developer may stop the page at a breakpoint for as long as that takes.
    if (!contents.isDevToolsOpened()) after(SILENT_MS, (now) => look(now, now - SILENT_MS))
  }

  function look(from: number, silentSince: number): void {
    const usedBefore = processorMs(contents)
    after(LOOK_MS, (now) => {
      const share = (processorMs(contents) - usedBefore) / (now - from)
      if (share >= BUSY_SHARE || now - silentSince >= LONGEST_MS) hangs()
      else look(now, silentSince)
    })
  }

  contents.ipc.on(channels.alive, wait)
  // The page may hang before its first report.
  contents.on('did-finish-load', wait)
  const rest = (): void => clearTimeout(timer)
  // A page that is loading cannot report yet.
  for (const event of ['did-start-loading', 'render-process-gone', 'devtools-opened', 'destroyed'])
    contents.on(event as 'destroyed', rest)
  // The bar's page is often loaded before the program that watches it.
  if (!contents.isLoading()) wait()
}

/** The time that processors have spent on the page's process so far. Milliseconds. */
function processorMs(contents: WebContents): number {
  const pid = contents.getOSProcessId()
  const seconds = app.getAppMetrics().find((metric) => metric.pid === pid)?.cpu.cumulativeCPUUsage
  return (seconds ?? 0) * 1_000
}
