import type { Snapshot } from '../../../shared/snapshot/state'
import type { Store } from '../kernel/store'
import { trayState } from '../tray/tray-menu'
import { statusOf } from './status'

type Followed = { readonly store: Store; readonly now: () => number }

/** Tells the present state at once and each change after that; the returned function ends it. */
export type Follow = (tell: (line: string) => void) => () => void

/** For people: the tray's sentence, when it reads otherwise than before. */
export const followText =
  ({ store }: Followed): Follow =>
  (tell) =>
    onChange(store, trayState, (_snapshot, text) => tell(text))

/**
 * For programs: a line of JSON for each change that the status shows. A panel that opens, say, changes the snapshot and
 * nothing in here.
 */
export const followStatus =
  (bar: Followed): Follow =>
  (tell) =>
    onChange(bar.store, shownBy, (snapshot) =>
      tell(JSON.stringify({ revision: snapshot.revision, ...statusOf(snapshot, bar.now()) })),
    )

/** The durations grow all the time without anything having changed: from the year 1970 all of them are 0. */
const shownBy = (snapshot: Snapshot): string => JSON.stringify(statusOf(snapshot, 0))

function onChange(
  store: Store,
  read: (snapshot: Snapshot) => string,
  tell: (snapshot: Snapshot, text: string) => void,
): () => void {
  let shown: string | null = null
  const look = (snapshot: Snapshot): void => {
    const text = read(snapshot)
    if (text === shown) return
    shown = text
    tell(snapshot, text)
  }
  look(store.get())
  return store.subscribe(look)
}
