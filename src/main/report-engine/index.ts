import { mkdirSync } from 'node:fs'
import * as z from 'zod'
import { exportFormats, PAGE_ROWS } from '../../shared/reports/session'
import { isReportKind, type ReportKind, type ReportRow } from '../../shared/reports/kinds'
import { separators } from '../../shared/reports/separator'
import { MOST_COLUMNS } from '../../shared/reports/session'
import type { EngineCalls } from '../core/reports/engine'
import { exportRecords } from './export'
import { openRecords, type Records } from './records'

/*
 * The engine of the reports window: a separate process that stores the rows of one report in a table on disk. It knows
 * neither the key nor the PABX; it receives rows and answers queries.
 */

/** The folder of this engine alone. The bar, which started the engine, deletes it. */
const folder = process.argv[2] ?? ''
mkdirSync(folder, { recursive: true, mode: 0o700 })

const text = z.string().max(10_000)
const names = z.array(text).max(MOST_COLUMNS)
const sort = z.object({ column: text, descending: z.boolean() }).nullable()
/** Checked without copying: copies of a million rows would cost more than everything else. */
const row = z.custom<ReportRow>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((cell) => typeof cell === 'string'),
)
const asks = {
  begin: z.object({
    kind: z.custom<ReportKind>((kind) => typeof kind === 'string' && isReportKind(kind)),
    columns: names,
    locale: z.enum(['pt-BR', 'en', 'es']),
    causes: z.record(text, text),
  }),
  append: z.object({ rows: z.array(row) }),
  page: z.object({
    search: text,
    sort,
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(PAGE_ROWS),
  }),
  summary: z.null(),
  export: z.object({
    path: text,
    format: z.enum(exportFormats),
    separator: z.enum(separators),
    these: z.object({ search: text, sort, columns: names }).nullable(),
    incompleteTitle: text,
    incomplete: z.array(text),
  }),
} as const satisfies Record<keyof EngineCalls, z.ZodType>

let records: Records | null = null
const held = (): Records => {
  if (records === null) throw new Error('no report yet')
  return records
}

type Answerers = {
  readonly [Name in keyof EngineCalls]: (
    ask: EngineCalls[Name]['ask'],
  ) => Promise<EngineCalls[Name]['answer']>
}

const answerers: Answerers = {
  begin: async ({ kind, columns, ...wording }) => {
    records = await openRecords(folder, kind, columns, wording)
    return null
  },
  append: ({ rows }) => {
    held().append(rows)
    return Promise.resolve(null)
  },
  page: (ask) => (records === null ? Promise.resolve({ total: 0, rows: [] }) : records.page(ask)),
  summary: () => held().summary(),
  export: async (ask) => {
    await exportRecords(held(), folder, ask)
    return null
  },
}

const message = z.object({ id: z.number(), name: z.string(), ask: z.unknown() })

type Port = {
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void
  readonly postMessage: (message: unknown) => void
}
const port = (process as unknown as { readonly parentPort: Port }).parentPort

async function answer(data: unknown): Promise<void> {
  const { id, name, ask } = message.parse(data)
  try {
    if (!Object.hasOwn(asks, name)) throw new Error(`unknown call ${name}`)
    const known = name as keyof EngineCalls
    const answered = await (answerers[known] as (ask: unknown) => Promise<unknown>)(asks[known].parse(ask))
    port.postMessage({ id, ok: true, answer: answered })
  } catch (error) {
    port.postMessage({
      id,
      ok: false,
      answer: error instanceof Error ? error.message : String(error),
      code: codeOf(error),
    })
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

// Requests run one after the other, in the order of their arrival.
let last: Promise<void> = Promise.resolve()
port.on('message', ({ data }) => {
  last = last.then(() => answer(data))
})
