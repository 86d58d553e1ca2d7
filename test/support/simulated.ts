import { wallTime } from '../../src/shared/time'
import { createBar, type Bar } from '../../src/main/core/kernel/bar'
import type { BarPorts } from '../../src/main/core/kernel/bar-ports'
import { createVocomClient, type Connection } from '../../src/main/core/pabx/vocom-client'
import { noPolicy } from '../../src/main/core/policy/policy'
import { createClock } from '../../src/main/core/kernel/clock'
import { startSimulator, type Simulator } from '../../src/simulator/simulator'
import { defaultOptions } from '../../src/simulator/controls'

export type Shift = {
  readonly bar: Bar
  readonly simulator: Simulator
  /** What the bar would have on disk. */
  readonly disk: { state: string | null; settings: Record<string, unknown> }
  readonly asked: string[]
  readonly end: () => Promise<void>
}

/** A whole bar without Electron, against a demo PABX of its own; parts of its outside may be others. */
export async function startShift(
  disk: Shift['disk'] | null = null,
  running: Simulator | null = null,
  changes: Partial<BarPorts> = {},
  beforeStart: (bar: Bar) => void = () => undefined,
): Promise<Shift> {
  const simulator = running ?? (await startSimulator({ clock: 'manual' }))
  const asked: string[] = []
  const kept = disk ?? {
    state: null,
    settings: {
      pabx: { baseUrl: simulator.url, companyId: defaultOptions.companyId },
      agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE'] },
      language: 'en',
    },
  }
  const clock = createClock()
  const bar = createBar({
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
    demo: null,
    secrets: { read: () => Promise.resolve(defaultOptions.key), write: () => Promise.resolve() },
    settingsFile: {
      read: () => kept.settings,
      write: (tree) => {
        kept.settings = tree
        return Promise.resolve()
      },
    },
    doorFile: { secret: 'x'.repeat(43), ports: [0], write: () => true, remove: () => undefined },
    keyBinding: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
    confirmImport: () => Promise.resolve(true),
    forgetCopied: () => Promise.resolve(),
    policy: noPolicy,
    history: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
    forgetUnread: () => Promise.resolve(),
    logFiles: { rewrite: () => undefined },
    memory: {
      read: () => Promise.resolve(kept.state),
      write: (text) => {
        kept.state = text
        return Promise.resolve()
      },
    },
    systemLocales: ['en'],
    pabx: (connection: () => Connection | null) => createVocomClient({ connection, now: clock.now }),
    startDemo: () => undefined,
    connectBrowsers: () => Promise.resolve([]),
    reports: {
      openEngine: () => ({
        call: () => Promise.reject(new Error('no engine here')),
        close: () => Promise.resolve(),
      }),
      askPath: () => Promise.resolve(null),
      listSeparator: () => Promise.resolve(null),
      wallNow: () => wallTime(Date.now()),
    },
    hotkeys: {
      suspend: () => undefined,
      examine: () => undefined,
      state: () => ({ refused: [], arrived: [] }),
    },
    files: { save: () => Promise.resolve({ ok: true }), open: () => Promise.resolve(null) },
    caFile: { ask: () => Promise.resolve(null), isReadable: () => false },
    updater: {
      hasKey: () => Promise.resolve(false),
      check: () => Promise.reject(new Error('no feed here')),
      download: () => Promise.reject(new Error('no feed here')),
      isQuiet: () => false,
      restart: () => undefined,
    },
    doctor: () => Promise.reject(new Error('no doctor here')),
    voice: () => Promise.reject(new Error('no voice here')),
    resetPlace: () => undefined,
    isWayland: false,
    unavailable: () => Promise.resolve([]),
    pageOutput: { picture: () => Promise.resolve({ ok: true }), print: () => undefined },
    desktop: {
      showBar: () => undefined,
      focusBar: () => asked.push('focus'),
      releaseFocus: () => undefined,
      toggleBar: () => undefined,
      openPage: () => Promise.resolve(true),
      fitPanel: () => undefined,
      openWindow: (name) => asked.push(`open ${name}`),
      readClipboard: () => Promise.resolve(''),
      notify: () => undefined,
      chime: () => undefined,
      confirmQuit: () => Promise.resolve(true),
      exportDiagnostics: () => Promise.resolve({ ok: true }),
      quit: () => undefined,
    },
    ...changes,
  })
  beforeStart(bar)
  await bar.start()
  return {
    bar,
    simulator,
    disk: kept,
    asked,
    end: async () => {
      await bar.stop()
      if (running === null) await simulator.close()
    },
  }
}

/** Resolves when the snapshot satisfies the condition. */
export function until(
  { store }: Bar,
  holds: (snapshot: ReturnType<typeof store.get>) => boolean,
): Promise<void> {
  if (holds(store.get())) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = store.subscribe((snapshot) => {
      if (!holds(snapshot)) return
      stop()
      resolve()
    })
  })
}
