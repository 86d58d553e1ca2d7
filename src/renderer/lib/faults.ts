import { bridge } from './bridge'

/** A page that fails again and again fills the log with one fault, not with each time it happens. */
const MOST = 30
/** Of a fault's text: its first lines say what and where. Main takes no more. */
const LONGEST = 2_000

const reported = new Set<string>()

/** Reports a fault of this page to main, which logs it; never throws itself. */
export function reportFault(where: string, fault: unknown): void {
  const what = textOf(fault).slice(0, LONGEST)
  const key = `${where} ${what}`
  if (reported.has(key) || reported.size >= MOST) return
  reported.add(key)
  bridge.dispatch('page.failed', { where, what }).catch(() => undefined)
}

/** What no boundary catches: event handlers, timers, promises that nobody waits for. */
export function watchFaults(page: string): void {
  window.addEventListener('error', ({ error, message }) => reportFault(page, error ?? message))
  window.addEventListener('unhandledrejection', ({ reason }) => reportFault(page, reason))
}

function textOf(fault: unknown): string {
  try {
    // Chromium begins the stack with the name and the message.
    return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  } catch {
    return 'a fault without words'
  }
}
