import type { Outcome } from '../../../shared/outcome'
import { refreshBreaks } from '../breaks/breaks'
import type { Handlers } from '../kernel/handlers'

export const DONE: Outcome = { ok: true }

/** Commands that only move windows and panels. */
export const windowHandlers = {
  'bar.show': ({ desk }) => {
    desk.showBar()
    return DONE
  },
  'bar.toggle': ({ desk }) => {
    desk.toggleBar()
    return DONE
  },
  'panel.open': (core, panel) => {
    core.store.apply({ type: 'panelOpened', panel })
    // Shown at once as it was last known, and brought up to date behind.
    if (panel === 'breaks') void refreshBreaks(core)
    return DONE
  },
  'panel.close': ({ store, desk }) => {
    store.apply({ type: 'panelClosed' })
    desk.releaseFocus()
    return DONE
  },
  'notice.dismiss': ({ store }, id) => {
    const told = store.get().notices.find((one) => one.id === id)
    if (told !== undefined) store.apply({ type: 'noticeDismissed', id: told.id })
    return DONE
  },
  'team.open': ({ store, desk }, _argument, source) => {
    store.apply({ type: 'panelOpened', panel: 'team' })
    if (source === 'tray') desk.focusBar()
    else if (source !== 'bar') desk.showBar()
    return DONE
  },
  'reports.open': ({ desk }) => {
    desk.openWindow('reports')
    return DONE
  },
  'settings.open': ({ desk }) => {
    desk.openWindow('settings')
    return DONE
  },
} as const satisfies Partial<Handlers>
