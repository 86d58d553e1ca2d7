import { demoProfile } from '../shared/demo'
import type { EndpointName } from '../shared/vocom/endpoints'
import type { Reports } from './pabx/apiv2'
import type { FaultName } from './faults'
import type { Manners, ProfileName } from './manners'
import { dialerCalls, tabulations, type RecordOptions } from './pabx/records'
import type { World } from './pabx/world'

export type SimulatorOptions = {
  readonly port: number
  readonly host: string
  readonly seed: number
  readonly key: string
  readonly companyId: string
  /** The path above the endpoints, without a trailing slash: "" or "/pabx". */
  readonly prefix: string
  /** HTTP status of an answer that says "error". */
  readonly errorStatus: number
  readonly tabulations: number
  readonly dialer: number
  /** `manual`: time stands still until the control API moves it. */
  readonly clock: 'real' | 'manual'
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly profile: ProfileName
  /** The manners that differ from the profile. */
  readonly manners: Partial<Manners>
}

export const defaultOptions: SimulatorOptions = {
  port: 0,
  host: '127.0.0.1',
  seed: 1,
  key: demoProfile.key,
  companyId: demoProfile.companyId,
  prefix: '',
  errorStatus: 200,
  tabulations: 500,
  dialer: 3_000,
  clock: 'real',
  tls: null,
  profile: 'document',
  manners: {},
}

/** One request that came in, for tests and for the narrator. Does not contain the key. */
export type JournalEntry = {
  readonly number: number
  readonly at: number
  readonly endpoint: EndpointName
  readonly path: string
  readonly fields: unknown
  readonly keyAccepted: boolean
  readonly outcome: string
  readonly fault: FaultName | null
}

/** How many requests the journal remembers. */
const JOURNAL_LIMIT = 10_000

/** The state that the control API changes. */
export type Controls = {
  world: World
  reports: Reports
  readonly journal: JournalEntry[]
  /** The number of the last request that came in. */
  requests: number
  readonly delays: Map<EndpointName | '*', number>
  readonly planned: Map<EndpointName | '*', { name: FaultName; times: number; detail: string }>
  skewMs: number
}

/** Adds a request to the journal, drops the oldest one if there are too many, and answers its number. */
export function note(
  controls: Pick<Controls, 'journal' | 'requests'>,
  entry: Omit<JournalEntry, 'number'>,
): number {
  controls.requests += 1
  controls.journal.push({ number: controls.requests, ...entry })
  if (controls.journal.length > JOURNAL_LIMIT) controls.journal.shift()
  return controls.requests
}

/** Adds the outcome of a request to the journal. */
export function noteOutcome({ journal }: Pick<Controls, 'journal'>, number: number, outcome: string): void {
  const place = journal.findIndex((entry) => entry.number === number)
  const entry = journal[place]
  if (entry !== undefined) journal[place] = { ...entry, outcome }
}

export function makeReports(
  { tabulations: tabs, dialer, seed }: Pick<SimulatorOptions, 'tabulations' | 'dialer' | 'seed'>,
  now: number,
  changes: Partial<RecordOptions> & { readonly order?: Reports['order'] } = {},
): Reports {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
  const { order = 'newestFirst', ...records } = changes
  const base = {
    seed,
    from: day(now - 6 * 86_400_000),
    to: day(now),
    burst: 0.1,
    burstSeconds: 180,
    ...records,
  }
  return {
    tabulations: tabulations({ count: tabs, ...base }),
    dialer: dialerCalls({ count: dialer, ...base }),
    order,
    mailings: {
      '5d5c0f5e-7b0a-4a3c-9a52-5f8f3f1c0001': 'BASE1',
      '5d5c0f5e-7b0a-4a3c-9a52-5f8f3f1c0002': 'BASE2',
      '5d5c0f5e-7b0a-4a3c-9a52-5f8f3f1c0003': 'TESTE',
    },
  }
}
