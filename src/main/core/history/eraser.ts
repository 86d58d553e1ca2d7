import type { CallKey } from '../../../shared/ids'
import { eraseNumber } from '../../../shared/snapshot/erasure'
import type { PlainKey, Sentence, ValuesOf } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import { eraseFromLog } from './erase-log'
import type { HistoryBook } from './history'
import type { DurableFile } from '../persistence/durable-file'
import type { Memory } from '../persistence/memory'
import type { LogFiles, Logger } from '../kernel/ports'
import type { ReportSession } from '../reports/session'
import type { Store } from '../kernel/store'

type Ports = {
  readonly store: Store
  readonly history: Pick<HistoryBook, 'erase'>
  readonly saveNow: Memory['saveNow']
  readonly stateFile: Pick<DurableFile, 'isSaved'>
  readonly logFiles: LogFiles
  readonly forgetUnread: () => Promise<void>
  readonly reports: Pick<ReportSession, 'hasRows'>
  readonly log: Logger
}

export type Eraser = {
  /** From now on the calls of the last run are in the snapshot. They are kept records, not calls in progress. */
  readonly begin: () => void
  /** Removes a customer's number from everything that the bar keeps, and says what was found where. */
  readonly erase: (number: string) => Promise<Outcome>
}

export function createEraser(ports: Ports): Eraser {
  const { store, history, saveNow, stateFile, forgetUnread, logFiles, reports, log } = ports
  let keptCalls: readonly CallKey[] = []

  /** How often the logs named the number; null when they could not be rewritten. */
  function eraseFromLogs(number: string): number | null {
    let places = 0
    try {
      logFiles.rewrite((text) => {
        const erased = eraseFromLog(text, number)
        places += erased.found
        return erased.text
      })
      return places
    } catch (error) {
      log.error('logs not rewritten', error)
      return null
    }
  }

  return {
    begin: () => {
      keptCalls = store.get().calls.map(({ key }) => key)
    },
    erase: async (number) => {
      const { found: parts, isInUse } = eraseNumber(store.get(), { number, keptCalls })
      // Before the history is erased, which then gives the snapshot the remaining transfers.
      store.apply({ type: 'numberErased', number, keptCalls })
      const { found: entries, isSaved } = await history.erase(number)
      await saveNow()
      // Files that could not be read cannot be searched, so they are deleted.
      const isForgotten = await forgetUnread().then(
        () => true,
        (error: unknown) => {
          log.error('a file that could not be read was not removed', error)
          return false
        },
      )
      const logs = eraseFromLogs(number)
      const counts = {
        history: entries.calls,
        transfers: entries.transfers,
        favourites: entries.favourites,
        reports: entries.reports,
        ...parts,
        logs: logs ?? 0,
      }
      const sentence = withLeft(foundSentence(counts), leftOf(isInUse, reports.hasRows()))
      if (isSaved && stateFile.isSaved() && isForgotten && logs !== null) return { ok: true, sentence }
      return {
        ok: false,
        why: 'failed',
        sentence: { key: 'erase_not_written', values: { what: sentence } },
      }
    },
  }
}

type Counts = { readonly [Name in keyof ValuesOf<'erase_found'>]: number }

function foundSentence(counts: Counts): Sentence {
  const isNothing = Object.values(counts).every((count) => count === 0)
  return isNothing ? { key: 'erase_found_nothing' } : { key: 'erase_found', values: counts }
}

function leftOf(isInUse: boolean, hasRows: boolean): PlainKey | null {
  if (isInUse) return hasRows ? 'erase_left_both' : 'erase_left_call'
  return hasRows ? 'erase_left_report' : null
}

const withLeft = (what: Sentence, left: PlainKey | null): Sentence =>
  left === null ? what : { key: 'erase_left', values: { what, left: { key: left } } }
