import { mkdirSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import * as z from 'zod'
import { exportFormats, PAGE_ROWS } from '../../shared/reports/desk'
import { isReportKind, type ReportKind } from '../../shared/reports/kinds'
import type { EngineCalls, ExportAsk } from '../core/reports/engine'
import { fileSink } from './report-file'
import { partOf } from './report-place'
import { openRecords, type Records } from './records'

/*
 * The engine of the reports window: a process of its own that holds the rows of one report in a table on
 * disk. It knows neither the key nor the PABX; it gets rows, and answers queries.
 */

const folder = process.argv[2] ?? ''
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true, mode: 0o700 })

const text = z.string().max(10_000)
const asks = {
  begin: z.object({
    kind: z.custom<ReportKind>((kind) => typeof kind === 'string' && isReportKind(kind)),
    columns: z.array(text).max(200),
  }),
  append: z.object({ rows: z.array(z.record(z.string(), z.string())) }),
  page: z.object({
    search: text,
    sort: z.object({ column: text, descending: z.boolean() }).nullable(),
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(PAGE_ROWS),
  }),
  summary: z.null(),
  export: z.object({
    path: text,
    format: z.enum(exportFormats),
    separator: z.enum([';', ',']),
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
  begin: async ({ kind, columns }) => {
    records = await openRecords(folder, kind, columns)
    return null
  },
  append: ({ rows }) => {
    held().append(rows)
    return Promise.resolve(null)
  },
  page: (ask) => (records === null ? Promise.resolve({ total: 0, rows: [] }) : records.page(ask)),
  summary: () => held().summary(),
  export: async (ask) => {
    await exportTo(held(), ask)
    return null
  },
}

async function exportTo(
  from: Records,
  { path, format, separator, incompleteTitle, incomplete }: ExportAsk,
): Promise<void> {
  if (format === 'parquet') {
    await from.toParquet(partOf(path))
    await rename(partOf(path), path)
    return
  }
  const sink = fileSink(format, { path, kind: from.kind, separator, incompleteTitle })
  try {
    await sink.open(from.columns)
    for await (const rows of from.all()) await sink.write(rows)
    await sink.close(incomplete)
  } catch (error) {
    await sink.leave()
    throw error
  }
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

// One after the other, in the order they were asked.
let last: Promise<void> = Promise.resolve()
port.on('message', ({ data }) => {
  last = last.then(() => answer(data))
})
