import { say, type SentenceKey } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import { refreshBreaks } from '../breaks/breaks'
import type { Handlers } from '../kernel/handlers'

const DONE: Outcome = { ok: true }

/** Commands that only move windows and panels. */
export const deskHandlers = {
  'bar.focus': ({ desk, mayLinkFocus }, _argument, source) => {
    if (source !== 'link' || mayLinkFocus()) desk.focusBar()
    else desk.showBar()
    return DONE
  },
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
    store.apply({ type: 'noticeDismissed', id })
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
  // A page is not believed: only who types a path on a command line names the file that is written over.
  'diagnostics.export': ({ desk }, path, source) =>
    desk.exportDiagnostics(source === 'cli' ? path : undefined),
  'history.clear': async ({ clearHistory }) => {
    await clearHistory()
    return DONE
  },
  'data.erase': ({ eraseNumber }, number) => eraseNumber(number),
  'update.check': async ({ updates, store, desk }, _argument, source) => {
    const outcome = await updates.check()
    // What went wrong stands in the bar, and a command line prints its answer itself.
    if (source === 'bar' && outcome.ok && outcome.sentence !== undefined)
      desk.notify(say(outcome.sentence, store.get().profile.locale))
    return outcome
  },
  'update.install': ({ updates }) => updates.install(),
  'app.quit': async ({ desk, store, isReportRunning }, _argument, source) => {
    const { call, profile } = store.get()
    const lost: SentenceKey | null =
      call !== null ? 'quit_in_call' : isReportRunning() ? 'quit_in_report' : null
    const words = (key: SentenceKey): string => say({ key }, profile.locale)
    if (lost !== null && (source === 'tray' || source === 'bar')) {
      const question = { question: words(lost), yes: words('command_quit'), no: words('cancel') }
      if (!(await desk.confirmQuit(question))) return DONE
    }
    desk.quit()
    return DONE
  },
} as const satisfies Partial<Handlers>
