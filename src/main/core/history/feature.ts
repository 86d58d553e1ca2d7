import * as z from 'zod'
import { DONE } from '../../../shared/outcome'
import { exportTally } from '../breaks/tally-file'
import type { Core } from '../kernel/core'
import type { Feature } from '../kernel/feature'
import type { Gate } from '../kernel/gate'
import type { Handlers } from '../kernel/handlers'
import type { LogFiles, TextExchange, TextFile } from '../kernel/ports'
import type { Answerers } from '../kernel/queries'
import type { DurableFile } from '../persistence/durable-file'
import type { ReportSession, ReportPorts } from '../reports/session'
import { tellUnread } from '../persistence/unread'
import { createEraser } from './eraser'
import { createHistory } from './history'

type Ports = {
  readonly core: Core
  readonly live: Gate
  readonly file: TextFile
  readonly forgetUnread: () => Promise<void>
  readonly logFiles: LogFiles
  readonly stateFile: Pick<DurableFile, 'isSaved'>
  readonly reports: Pick<ReportSession, 'hasRows'>
  readonly files: TextExchange
  readonly listSeparator: ReportPorts['listSeparator']
}

/** Calls, transfers and breaks of the last days, and the removal of a customer's number from all that is kept. */
export function createHistoryFeature({ core, live, file, ...ports }: Ports) {
  const { store, clock, log, saveNow } = core
  const history = createHistory({
    store,
    clock,
    file,
    keepDays: () => core.settings()['history.keepDays'],
    onUnread: tellUnread(core, 'history_not_read'),
    onRefused: (error) => log.error('history not kept', error),
    live,
  })
  const eraser = createEraser({ ...ports, store, history, saveNow, log })
  return {
    read: history.read,
    star: history.star,
    keepReports: history.keepReports,
    load: history.load,
    live: eraser.begin,
    onSnapshot: history.onSnapshot,
    onSettings: (now, before) => {
      if (now['history.keepDays'] !== before['history.keepDays']) history.prune()
    },
    onWake: history.prune,
    stop: history.stop,
    handlers: {
      'history.clear': async () => {
        await history.clear()
        return DONE
      },
      'data.erase': (_core, number) => eraser.erase(number),
      'history.exportTally': async () => {
        const separator = (await ports.listSeparator()) ?? undefined
        return exportTally(history.read(), store.get().profile.locale, ports.files, separator)
      },
    } as const satisfies Partial<Handlers>,
    queries: {
      'history.read': { argument: z.undefined(), answer: history.read },
    } as const satisfies Partial<Answerers>,
  } satisfies Feature & Record<string, unknown>
}
