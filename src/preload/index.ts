import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, Pushed } from '../shared/ipc/bridge'
import { channels } from '../shared/ipc/channels'

/*
 * All that a window can do: four functions. Main parses whatever comes through them.
 */

/** A window begins with an empty document, in which this is run too where a debugger looks on. */
const isPage = location.href !== 'about:blank'

/** Pulled while the page is still being read, so that its first question is answered at once. */
let early = isPage ? pull().catch(() => null) : Promise.resolve(null)

const bridge: Bridge = {
  dispatch: (id, ...given) =>
    ipcRenderer.invoke(channels.dispatch, id, ...given) as ReturnType<Bridge['dispatch']>,
  snapshot: async () => {
    const first = await early
    early = Promise.resolve(null)
    return first ?? pull()
  },
  onSnapshot: (listener) => {
    const pass = (_event: unknown, pushed: Pushed): void => listener(pushed)
    ipcRenderer.on(channels.changed, pass)
    return () => ipcRenderer.off(channels.changed, pass)
  },
  query: (name, ...argument) =>
    ipcRenderer.invoke(channels.query, name, ...argument) as ReturnType<Bridge['query']>,
}

function pull(): ReturnType<Bridge['snapshot']> {
  return ipcRenderer.invoke(channels.snapshot) as ReturnType<Bridge['snapshot']>
}

contextBridge.exposeInMainWorld('bar', bridge)

// Main ends a page that no longer says this: it hangs, and would show yesterday's truth.
if (isPage) setInterval(() => ipcRenderer.send(channels.alive), 1_000)
