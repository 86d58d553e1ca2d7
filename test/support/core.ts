import { steadyTime } from '../../src/shared/time'
import { branch, callKey, callId } from '../../src/shared/ids'
import { emptyProfile, emptySnapshot } from '../../src/shared/snapshot/reduce'
import type { Call, Snapshot } from '../../src/shared/snapshot/state'
import { failed, ok, type Result } from '../../src/shared/result'
import type { EndpointName } from '../../src/shared/vocom/endpoints'
import type { PabxError } from '../../src/shared/vocom/errors'
import { agentHandlers } from '../../src/main/core/agent/handlers'
import { callHandlers } from '../../src/main/core/calls/handlers'
import { createRecordsFeature } from '../../src/main/core/crm/feature'
import { createDiagnosticsFeature } from '../../src/main/core/diagnostics/feature'
import { createBus, type Bus } from '../../src/main/core/kernel/bus'
import type { Core } from '../../src/main/core/kernel/core'
import type { Feature } from '../../src/main/core/kernel/feature'
import type { Handlers } from '../../src/main/core/kernel/handlers'
import { createWindowsFeature } from '../../src/main/core/windows/feature'
import { windowCommandIds } from '../../src/shared/commands/window-commands'
import { tableOf } from '../../src/shared/table'
import { busyWith } from '../../src/shared/snapshot/busy'
import { defaultSettings, type Settings } from '../../src/shared/settings/settings'
import type { Pabx } from '../../src/main/core/kernel/ports'
import { createStore } from '../../src/main/core/kernel/store'
import { createFakeClock } from './clock'

export const readySnapshot: Snapshot = {
  ...emptySnapshot,
  key: 'present',
  profile: {
    ...emptyProfile,
    complete: true,
    agent: 'DEV',
    branch: branch('2000'),
    companyId: 'company',
    queues: ['FILA'],
  },
  breaks: [
    { id: 'b1', name: 'Lanche', limitMinutes: 5, digit: '1' },
    { id: 'b2', name: 'Almoço', limitMinutes: 90, digit: '2' },
  ],
}

/** A call that the PABX accepted, in progress. */
export const activeCall: Call = {
  key: callKey('k1'),
  id: callId('call-1'),
  number: '1199999999',
  direction: 'outbound',
  namedBy: 'pabx',
  counted: false,
  consultFor: null,
  phase: 'active',
  phoneMayRing: false,
  startedAt: steadyTime(0),
  heldSince: null,
  holdDoubtful: false,
  hangingUp: false,
  maybeTransferredTo: null,
  seemsEndedAt: null,
}

/** A call that waits, and the colleague who is asked about it: the agent speaks to that one. */
export const waitingCall: Call = { ...activeCall, heldSince: steadyTime(0) }
export const consultedCall: Call = {
  ...activeCall,
  key: callKey('k2'),
  id: callId('call-2'),
  number: '2008',
  consultFor: callKey('k1'),
}

/** The part of a snapshot with these calls; the last one is in focus. */
export const callsOf = (...calls: readonly Call[]) => ({
  calls,
  focusedCall: calls.at(-1)?.key ?? null,
  call: calls.at(-1) ?? null,
})

type Request = { readonly endpoint: EndpointName; readonly request: unknown }
type Answer = Result<unknown, PabxError>

export const never = (): Promise<Answer> => new Promise(() => undefined)
export const says = (kind: PabxError['kind'], acted: PabxError['acted'] = 'no'): Answer =>
  failed({ kind, acted })

/** A PABX that answers what it is told to, in turn; "ok" when it was told nothing. */
export function createFakePabx() {
  const requests: Request[] = []
  const planned = new Map<EndpointName, (Answer | (() => Promise<Answer>))[]>()
  const usual: Partial<Record<EndpointName, unknown>> = {
    dial: { call_id: 'call-1' },
    getBreakList: { result: [] },
    getAgentList: { result: { logged_in_agents: [], logged_out_agents: [] } },
  }
  const pabx = {
    call: async (endpoint: EndpointName, request: unknown): Promise<Answer> => {
      requests.push({ endpoint, request })
      const next = planned.get(endpoint)?.shift()
      if (next === undefined) return ok(usual[endpoint] ?? {})
      return typeof next === 'function' ? next() : next
    },
  } as Pabx
  return {
    pabx,
    requests,
    sent: (endpoint: EndpointName) => requests.filter((request) => request.endpoint === endpoint),
    plan: (endpoint: EndpointName, ...answers: (Answer | (() => Promise<Answer>))[]) =>
      planned.set(endpoint, answers),
  }
}

/** A core with everything outside replaced by something that remembers what it was asked. */
export function createFakeCore(initial: Snapshot = readySnapshot) {
  const clock = createFakeClock()
  const fake = createFakePabx()
  const asked: string[] = []
  let ids = 0
  let clipboard = ''
  const core: Core = {
    store: createStore(initial),
    pabx: fake.pabx,
    clock,
    log: { info: () => undefined, warn: () => undefined, error: (message) => asked.push(message) },
    desktop: {
      showBar: () => asked.push('showBar'),
      focusBar: () => asked.push('focusBar'),
      releaseFocus: () => asked.push('releaseFocus'),
      toggleBar: () => asked.push('toggleBar'),
      openPage: (url) => {
        asked.push(`page ${url}`)
        return Promise.resolve(true)
      },
      fitPanel: (panel, height) => asked.push(`fitPanel ${panel} ${String(height)}`),
      openWindow: (name) => asked.push(`open ${name}`),
      readClipboard: () => Promise.resolve(clipboard),
      notify: () => undefined,
      chime: () => undefined,
      confirmQuit: () => Promise.resolve(true),
      exportDiagnostics: () => Promise.resolve({ ok: true }),
      quit: () => asked.push('quit'),
    },
    newId: () => `intent-${++ids}`,
    saveNow: () => {
      asked.push(`kept before request ${fake.requests.length + 1}`)
      return Promise.resolve()
    },
    applySaved: (event, mayApply = () => true) => {
      const may = mayApply(core.store.get())
      if (may) core.store.apply(event)
      return Promise.resolve(may)
    },
    isKeyInUse: () => true,
    poke: () => undefined,
    settings: settingsWith({}),
  }
  return { core, clock, ...fake, asked, setClipboard: (text: string) => (clipboard = text) }
}

/** The defaults, and these beside them. */
export const settingsWith = (changes: Partial<Settings>) => (): Settings => ({
  ...defaultSettings,
  ...changes,
})

/** The bus of that core; the features that keep something on disk or fetch a version do nothing. */
export function busOf(core: Core, changes: Partial<Handlers> = {}, onOutcome?: Feature['onOutcome']): Bus {
  const done = () => ({ ok: true }) as const
  const busy = () => busyWith(core.store.get())
  return createBus(
    core,
    {
      ...agentHandlers,
      ...callHandlers,
      ...createRecordsFeature(core).handlers,
      ...createWindowsFeature({ clock: core.clock, busy }).handlers,
      ...createDiagnosticsFeature(core.log).handlers,
      'history.clear': done,
      'companion.connect': done,
      'data.erase': done,
      'bar.say': done,
      'update.check': done,
      'update.install': done,
      ...tableOf(windowCommandIds, () => done),
      ...changes,
    },
    onOutcome,
  )
}
