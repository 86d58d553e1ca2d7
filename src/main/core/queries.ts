import * as z from 'zod'
import {
  leavings,
  type Queries,
  type QueryName,
  type SaveOutcome,
  type TeamBoard,
} from '../../shared/queries'
import { isSettingName, settingTable, type SettingName, type Settings } from '../../shared/settings'
import type { History } from '../../shared/history'
import type { Sentence } from '../../shared/i18n/say'
import type { Outcome } from '../../shared/outcome'
import type { PabxError } from '../../shared/vocom/errors'
import { errorSentence } from '../../shared/vocom/error-sentence'
import { exportFormats, PAGE_ROWS } from '../../shared/reports/desk'
import { MOST_COLUMNS } from './reports/columns'
import type { ReportDesk, ReportPorts } from './reports/desk'
import { normaliseKey } from './api-key'
import { objectionTo } from './identity-change'
import type { KeyRing } from './key-ring'
import type { Clock, HotkeyDesk, Logger, Pabx, Paper, TextExchange } from './ports'
import { exportTally } from './tally-file'
import { exportSettings, importSettings } from './settings-transfer'
import { whyNot } from './settings-check'
import type { SettingsStore } from './settings-store'
import type { Store } from './store'

type Answerers = {
  readonly [Name in QueryName]: (argument: Queries[Name]['argument']) => Promise<Queries[Name]['answer']>
}

const shortText = z.string().max(200)
const reportForm = z.strictObject({
  kind: z.enum(['tabs', 'dialer']),
  from: shortText,
  to: shortText,
  filters: z.strictObject({
    destination: shortText.optional(),
    mailing: shortText.optional(),
    hangup_cause: shortText.optional(),
  }),
})
const pageAsk = z.strictObject({
  search: shortText,
  sort: z.strictObject({ column: shortText, descending: z.boolean() }).nullable(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(PAGE_ROWS),
})
const exportAsk = z.strictObject({
  format: z.enum(exportFormats),
  these: z
    .strictObject({
      search: shortText,
      sort: pageAsk.shape.sort,
      columns: z.array(shortText).min(1).max(MOST_COLUMNS),
    })
    .nullable(),
})
const pixels = z.number().int().min(0).max(10_000)
const picture = z.strictObject({
  name: z.string().regex(/^[\w-]{1,40}$/),
  area: z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels }),
})

const draft = z.strictObject({
  values: z.record(z.string().max(100), z.unknown()),
  key: z.string().max(1_000).nullable(),
  session: z.boolean().optional(),
  leaving: z.enum(leavings).optional(),
})

/** Each query's argument as it must arrive; the renderer is not believed. */
const argumentOf = {
  'settings.read': z.undefined(),
  'settings.save': draft,
  'settings.test': draft,
  'settings.check': z.strictObject({ name: shortText, value: z.unknown(), allowsInsecure: z.boolean() }),
  'settings.export': z.undefined(),
  'settings.import': z.undefined(),
  'settings.resetPlace': z.undefined(),
  'hotkeys.suspend': z.boolean(),
  'hotkeys.examine': z.boolean(),
  'hotkeys.state': z.undefined(),
  'team.read': z.undefined(),
  'team.star': z.strictObject({ name: z.string().min(1).max(200), isFavourite: z.boolean() }),
  'history.read': z.undefined(),
  'history.exportTally': z.undefined(),
  'reports.begin': reportForm,
  'reports.control': z.enum(['pause', 'resume', 'cancel']),
  'reports.view': z.undefined(),
  'reports.page': pageAsk,
  'reports.summary': z.undefined(),
  'reports.export': exportAsk,
  'reports.picture': picture,
  'reports.print': z.undefined(),
  'demo.start': z.undefined(),
  'page.failed': z.strictObject({ where: z.string().max(60), what: z.string().max(2_000) }),
} as const satisfies Record<QueryName, z.ZodType>

export type QueryPorts = {
  readonly store: Store
  readonly settings: SettingsStore
  readonly keyRing: KeyRing
  readonly clock: Clock
  readonly log: Logger
  /** A PABX reached with those values instead of the saved ones. */
  readonly pabxWith: (connection: { baseUrl: string; key: string; allowInsecureHttp: boolean }) => Pabx
  readonly startDemo: () => void
  readonly hotkeys: HotkeyDesk
  readonly files: TextExchange
  readonly resetPlace: () => void
  readonly isWayland: boolean
  readonly history: () => History
  readonly reports: ReportDesk
  readonly listSeparator: ReportPorts['listSeparator']
  readonly paper: Paper
  /** Logs the agent out of the PABX. */
  readonly logOut: () => Promise<Outcome>
  readonly team: () => TeamBoard
  readonly star: (name: string, isFavourite: boolean) => Promise<void>
}

export type Query = (name: string, argument: unknown) => Promise<unknown>

/** Answers the windows' questions. Rejects only what no window of ours would ask. */
export function createQueries(ports: QueryPorts): Query {
  const answer: Answerers = {
    'settings.read': () => Promise.resolve(readForm(ports)),
    'settings.save': (argument) => save(ports, argument),
    'settings.test': (argument) => test(ports, argument),
    'history.read': () => Promise.resolve(ports.history()),
    'history.exportTally': async () =>
      exportTally(
        ports.history(),
        ports.store.get().profile.locale,
        ports.files,
        (await ports.listSeparator()) ?? undefined,
      ),
    'settings.check': ({ name, value, allowsInsecure }) =>
      Promise.resolve(whyNot(name, value, allowsInsecure)),
    'settings.export': () => exportSettings(ports.settings, ports.files),
    'settings.import': () => importSettings(ports),
    'settings.resetPlace': () => {
      ports.resetPlace()
      return Promise.resolve(null)
    },
    'hotkeys.suspend': (on) => {
      ports.hotkeys.suspend(on)
      return Promise.resolve(null)
    },
    'hotkeys.examine': (on) => {
      ports.hotkeys.examine(on)
      return Promise.resolve(null)
    },
    'hotkeys.state': () => Promise.resolve(ports.hotkeys.state()),
    'team.read': () => Promise.resolve(ports.team()),
    'team.star': async ({ name, isFavourite }) => {
      await ports.star(name, isFavourite)
      return ports.team()
    },
    'reports.begin': ports.reports.begin,
    'reports.control': (what) => {
      ports.reports.control(what)
      return Promise.resolve(null)
    },
    'reports.view': () => Promise.resolve(ports.reports.view()),
    'reports.page': ports.reports.page,
    'reports.summary': ports.reports.summary,
    'reports.export': ports.reports.exportTo,
    'reports.picture': ({ name, area }) => ports.paper.picture(name, area),
    'reports.print': () => {
      ports.paper.print()
      return Promise.resolve(null)
    },
    'demo.start': () => {
      ports.startDemo()
      return Promise.resolve(null)
    },
    'page.failed': (fault) => {
      ports.log.error('a page failed', fault)
      return Promise.resolve(null)
    },
  }
  return async (name, argument) => {
    if (!Object.hasOwn(answer, name)) throw new Error('unknown query')
    const known = name as QueryName
    const parsed = argumentOf[known].parse(argument)
    return (answer[known] as (argument: unknown) => Promise<unknown>)(parsed)
  }
}

function readForm({ store, settings, keyRing, isWayland }: QueryPorts): Queries['settings.read']['answer'] {
  const { values, locked } = settings.get()
  return {
    values,
    locked,
    hasKey: keyRing.current() !== null,
    locale: store.get().profile.locale,
    wayland: isWayland,
  }
}

type Draft = Queries['settings.save']['argument']

async function save(ports: QueryPorts, draft: Draft): Promise<SaveOutcome> {
  const objection = await objectionTo(ports, draft)
  if (objection !== null) return objection
  const { store, settings, keyRing, clock } = ports
  const { values, key, session } = draft
  const { values: now, locked } = settings.get()
  const allowsInsecure = { ...now, ...validValues(values) }['pabx.allowInsecureHttp']
  const problems: { name: SettingName | 'key'; sentence: Sentence }[] = []
  for (const [name, value] of Object.entries(values)) {
    const sentence =
      isSettingName(name) && !locked.includes(name) ? whyNot(name, value, allowsInsecure) : null
    if (isSettingName(name) && sentence !== null) problems.push({ name, sentence })
  }
  if (problems.length > 0) return { ok: false, problems }
  const saved = await settings.save(values)
  const bare = key === null ? null : normaliseKey(key)
  if (bare !== null) {
    const account = settings.get().values['pabx.companyId']
    const state = session === true ? keyRing.useForSession(bare) : await keyRing.save(account, bare)
    store.apply({ type: 'keyChanged', key: state, at: clock.now() })
    if (state !== 'present' && state !== 'session')
      problems.push({ name: 'key', sentence: { key: `key_${state}` } })
  }
  // In force until the bar quits; the fields are right.
  if (!saved.ok) return { ok: false, problems, sentence: { key: 'settings_not_written' } }
  return problems.length === 0 ? { ok: true } : { ok: false, problems }
}

/** Reads the break list with the values on the form: no side effect on the PABX. */
async function test(ports: QueryPorts, { values, key }: Draft): Promise<Queries['settings.test']['answer']> {
  const current = ports.settings.get().values
  const wanted: Settings = { ...current, ...validValues(values) }
  const secret = (key === null ? null : normaliseKey(key)) ?? ports.keyRing.current()
  const say = (sentence: Sentence) => ({ ok: false, sentence })
  if (wanted['pabx.baseUrl'] === '') return say({ key: 'test_no_address' })
  if (wanted['pabx.companyId'] === '' || wanted['agent.name'] === '') return say({ key: 'test_no_identity' })
  if (secret === null) return say({ key: 'test_no_key' })
  const pabx = ports.pabxWith({
    baseUrl: wanted['pabx.baseUrl'],
    key: secret,
    allowInsecureHttp: wanted['pabx.allowInsecureHttp'],
  })
  const request = { agent: wanted['agent.name'], company_id: wanted['pabx.companyId'] }
  const breaks = await pabx.call('getBreakList', request)
  if (breaks.ok)
    return { ok: true, sentence: { key: 'test_passed', values: { count: breaks.value.result.length } } }
  return say(testSentence(breaks.error))
}

function testSentence(error: PabxError): Sentence {
  if (error.kind === 'not_found_failed') return { key: 'test_unknown_identity' }
  if (error.kind === 'authentication_failed') return { key: 'test_wrong_key' }
  return errorSentence(error, true)
}

function validValues(values: Draft['values']): Partial<Settings> {
  const valid = Object.entries(values).flatMap(([name, value]) => {
    const read = Object.hasOwn(settingTable, name)
      ? settingTable[name as SettingName].schema.safeParse(value)
      : null
    return read?.success === true ? [[name, read.data] as const] : []
  })
  return Object.fromEntries(valid)
}
