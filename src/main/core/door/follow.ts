import { steadyTime, type SteadyTime } from '../../../shared/time'
import type { Store } from '../kernel/store'
import { trayState } from '../tray/tray-menu'
import { statusOf } from './status'

type Followed = { readonly store: Store; readonly now: () => SteadyTime }

/** Tells the present state at once and each change after that; the returned function ends it. */
export type Follow = (write: (line: string) => void) => () => void

/** For people: the tray's sentence, when it reads otherwise than before. */
export const followText = ({ store }: Followed): Follow => {
  const read = (): string => trayState(store.get())
  return onChange(store, read, read)
}

/**
 * For programs: a line of JSON for each change that the status shows. A panel that opens, say, changes the snapshot and
 * nothing in here.
 */
export const followStatus = ({ store, now }: Followed): Follow =>
  onChange(
    store,
    // The durations grow all the time without anything having changed: from the year 1970 all of them are 0.
    () => JSON.stringify(statusOf(store.get(), steadyTime(0))),
    () => JSON.stringify({ revision: store.get().revision, ...statusOf(store.get(), now()) }),
  )

/** However many listen, each change is read and put into words once. */
function onChange(store: Store, read: () => string, words: () => string): Follow {
  const listeners = new Set<(line: string) => void>()
  let shown = ''
  let stop = (): void => undefined

  function look(): void {
    const text = read()
    if (text === shown) return
    shown = text
    const line = words()
    listeners.forEach((write) => write(line))
  }
  return (write) => {
    if (listeners.size === 0) {
      shown = read()
      stop = store.subscribe(look)
    }
    // Another listener may be told of a change in this very moment.
    write(words())
    listeners.add(write)
    return () => {
      if (listeners.delete(write) && listeners.size === 0) stop()
    }
  }
}
