import { say, type PlainKey } from '../../../shared/i18n/say'
import { DONE } from '../../../shared/outcome'
import type { Busy } from '../../../shared/snapshot/busy'
import type { Clock } from '../kernel/ports'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import { createPace } from '../kernel/pace'
import { windowHandlers } from './handlers'

/**
 * The least time between two times that a link takes the focus, so that a page that opens many links takes it once.
 * Milliseconds.
 */
const LINK_FOCUS_PAUSE_MS = 2_000

type Ports = {
  readonly clock: Clock
  readonly busy: () => readonly Busy[]
}

/** The bar's window, its panels, the other windows, and quitting. */
export function createWindowsFeature({ clock, busy }: Ports) {
  const mayLinkFocus = createPace(clock, LINK_FOCUS_PAUSE_MS)
  return {
    handlers: {
      ...windowHandlers,
      'bar.focus': ({ desktop }, _argument, source) => {
        if (source !== 'link' || mayLinkFocus()) desktop.focusBar()
        else desktop.showBar()
        return DONE
      },
      'app.quit': async ({ desktop, store }, _argument, source) => {
        const { locale } = store.get().profile
        const lost = whatIsLost(busy())
        const words = (key: PlainKey): string => say({ key }, locale)
        if (lost !== null && (source === 'tray' || source === 'bar')) {
          const question = { question: words(lost), yes: words('command_quit'), no: words('cancel') }
          if (!(await desktop.confirmQuit(question))) return DONE
        }
        desktop.quit()
        return DONE
      },
    } as const satisfies Partial<Handlers>,
  } satisfies Feature & Record<string, unknown>
}

/** The question before quitting; null when nothing would be lost. */
function whatIsLost(busy: readonly Busy[]): PlainKey | null {
  if (busy.includes('call')) return 'quit_in_call'
  return busy.includes('report') ? 'quit_in_report' : null
}
