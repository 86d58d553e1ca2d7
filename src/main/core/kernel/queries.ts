import * as z from 'zod'
import { leavings, type Queries, type QueryName, type TeamBoard } from '../../../shared/ipc/queries'
import type { SettingName } from '../../../shared/settings/settings'
import type { History } from '../../../shared/history/history'
import { exportFormats, PAGE_ROWS } from '../../../shared/reports/desk'
import { MOST_COLUMNS } from '../reports/files/columns'
import type { ReportDesk, ReportPorts } from '../reports/desk'
import type { ConfirmImport, HotkeyDesk, Logger, Paper, TextExchange } from './ports'
import { exportTally } from '../breaks/tally-file'
import { exportSettings, importSettings } from '../settings/settings-transfer'
import { checkSetting, saveSettings, testConnection, type SavePorts } from '../settings/settings-save'

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

const typedKey = z.string().max(1_000).nullable()

const draft = z.strictObject({
  values: z.record(z.string().max(100), z.unknown()),
  key: typedKey,
  session: z.boolean().optional(),
  leaving: z.enum(leavings).optional(),
})

/** Each query's argument as it must arrive; the renderer is not believed. */
const argumentOf = {
  'settings.read': z.undefined(),
  'settings.save': draft,
  'settings.test': draft,
  'settings.check': z.strictObject({ name: shortText, value: z.unknown() }),
  'settings.export': z.undefined(),
  'settings.import': z.strictObject({ key: typedKey }),
  'settings.chooseCaFile': z.undefined(),
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

export type QueryPorts = SavePorts & {
  readonly log: Logger
  readonly startDemo: () => void
  readonly hotkeys: HotkeyDesk
  readonly files: TextExchange
  readonly confirmImport: ConfirmImport
  /** Puts the bar back where it stands by default. */
  readonly resetPlace: () => void
  readonly isWayland: boolean
  /** The settings that can do nothing on this system. */
  readonly unavailable: () => Promise<readonly SettingName[]>
  readonly history: () => History
  readonly reports: ReportDesk
  readonly listSeparator: ReportPorts['listSeparator']
  readonly paper: Paper
  readonly team: () => TeamBoard
  readonly star: (name: string, isFavourite: boolean) => Promise<void>
}

export type Query = (name: string, argument: unknown) => Promise<unknown>

/** Answers the windows' questions. Rejects only what no window of ours would ask. */
export function createQueries(ports: QueryPorts): Query {
  const answer: Answerers = {
    'settings.read': () => readForm(ports),
    'settings.save': (argument) => saveSettings(ports, argument),
    'settings.test': (argument) => testConnection(ports, argument),
    'history.read': () => Promise.resolve(ports.history()),
    'history.exportTally': async () =>
      exportTally(
        ports.history(),
        ports.store.get().profile.locale,
        ports.files,
        (await ports.listSeparator()) ?? undefined,
      ),
    'settings.check': ({ name, value }) => Promise.resolve(checkSetting(ports, name, value)),
    'settings.export': () => exportSettings(ports.settings, ports.files),
    'settings.import': ({ key }) => importSettings(ports, key),
    'settings.chooseCaFile': ports.caFile.choose,
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

async function readForm(ports: QueryPorts): Promise<Queries['settings.read']['answer']> {
  const { store, settings, keyRing, isWayland } = ports
  const { values, locked } = settings.get()
  return {
    values,
    locked,
    unavailable: await ports.unavailable(),
    hasKey: keyRing.hasKey(),
    locale: store.get().profile.locale,
    wayland: isWayland,
  }
}
