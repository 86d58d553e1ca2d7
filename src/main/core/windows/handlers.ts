import { DONE } from '../../../shared/outcome'
import { refreshBreaks } from '../breaks/breaks'
import type { Handlers } from '../kernel/handlers'

/** Commands that only move windows and panels. */
export const windowHandlers = {
  'bar.show': ({ desktop }) => {
    desktop.showBar()
    return DONE
  },
  'bar.toggle': ({ desktop }) => {
    desktop.toggleBar()
    return DONE
  },
  'panel.open': (core, panel) => {
    core.store.apply({ type: 'panelOpened', panel })
    // The panel opens with the last known list, which is refreshed in the background.
    if (panel === 'breaks') void refreshBreaks(core)
    return DONE
  },
  'panel.fit': ({ desktop }, { panel, height }) => {
    desktop.fitPanel(panel, height)
    return DONE
  },
  'panel.close': ({ store, desktop }) => {
    store.apply({ type: 'panelClosed' })
    desktop.releaseFocus()
    return DONE
  },
  'notice.dismiss': ({ store }, id) => {
    const told = store.get().notices.find((one) => one.id === id)
    if (told !== undefined) store.apply({ type: 'noticeDismissed', id: told.id })
    return DONE
  },
  'team.open': ({ store, desktop }, _argument, source) => {
    store.apply({ type: 'panelOpened', panel: 'team' })
    if (source === 'tray') desktop.focusBar()
    else if (source !== 'bar') desktop.showBar()
    return DONE
  },
  'reports.open': ({ desktop }) => {
    desktop.openWindow('reports')
    return DONE
  },
  'settings.open': ({ desktop }) => {
    desktop.openWindow('settings')
    return DONE
  },
} as const satisfies Partial<Handlers>
