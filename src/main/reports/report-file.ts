import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { PassThrough, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { ReportKind, ReportRow } from '../../shared/reports/kinds'
import { BYTE_ORDER_MARK, csvLine, csvRows } from '../core/reports/csv'
import { dataRows, headRow, sheetBegin, sheetEnd, SHEET_ROWS, workbookParts } from '../core/reports/xlsx'

export const reportFormats = ['csv', 'xlsx'] as const
export type ReportFormat = (typeof reportFormats)[number]

export type FileOptions = {
  readonly path: string
  readonly kind: ReportKind
  /** `;` where a comma separates decimals. */
  readonly separator: ';' | ','
  /** Head of the list of windows that are not whole, in the agent's language. */
  readonly incompleteTitle: string
}

/** The name a file has until its last row is in it. */
export const partOf = (path: string): string => `${path}.part`

/** Where rows go: a file under another name until the last of them is in it. Every method may reject. */
export type FileSink = {
  readonly open: (columns: readonly string[]) => Promise<void>
  readonly write: (rows: readonly ReportRow[]) => Promise<void>
  /** Lists the windows that are not whole, and gives the file its name. */
  readonly close: (incomplete: readonly string[]) => Promise<void>
}

export const fileSink = (format: ReportFormat, options: FileOptions): FileSink =>
  format === 'csv' ? csvSink(options) : xlsxSink(options)

/** Takes one write after the other, and no more than the disk keeps up with; rejects where it fails. */
function writer(stream: Writable): (text: string) => Promise<void> {
  let failure: Error | null = null
  stream.on('error', (error) => (failure = error))
  return async (text) => {
    if (failure !== null) throw failure
    if (!stream.write(text)) await once(stream, 'drain')
  }
}

async function putInPlace(path: string): Promise<void> {
  const file = await open(partOf(path), 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(partOf(path), path)
}

function csvSink({ path, separator, incompleteTitle }: FileOptions): FileSink {
  const begin = () => {
    const stream = createWriteStream(partOf(path), { mode: 0o600 })
    return { stream, write: writer(stream) }
  }
  let file: ReturnType<typeof begin> | null = null
  const write = (text: string): Promise<void> => (file ??= begin()).write(text)
  let columns: readonly string[] = []
  return {
    open: async (names) => {
      columns = names
      await write(BYTE_ORDER_MARK + csvLine(names, separator))
    },
    write: (rows) => write(csvRows(rows, columns, separator)),
    close: async (missing) => {
      if (missing.length > 0)
        await write(missing.map((line) => csvLine([`${incompleteTitle}: ${line}`], separator)).join(''))
      const { stream } = (file ??= begin())
      stream.end()
      await finished(stream)
      await putInPlace(path)
    },
  }
}

function xlsxSink({ path, kind, incompleteTitle }: FileOptions): FileSink {
  let columns: readonly string[] = []
  let begun: Awaited<ReturnType<typeof beginZip>> | null = null
  let sheet: PassThrough | null = null
  let inSheet = 0
  const names: string[] = []

  const zip = (): NonNullable<typeof begun> => {
    if (begun === null) throw new Error('the file is not open')
    return begun
  }
  async function newSheet(name: string, head: readonly string[]): Promise<void> {
    sheet?.end(sheetEnd())
    names.push(name)
    sheet = new PassThrough()
    zip().add(sheet, `xl/worksheets/sheet${String(names.length)}.xml`)
    inSheet = 1
    await put(sheetBegin() + headRow(head))
  }
  async function put(xml: string): Promise<void> {
    const { failed } = zip()
    if (sheet?.write(xml) === false) await Promise.race([once(sheet, 'drain'), failed])
  }
  const titleOf = (): string => (names.length === 0 ? kind : `${kind} ${String(names.length + 1)}`)

  return {
    open: async (found) => {
      columns = found
      begun = await beginZip(path)
      await newSheet(titleOf(), columns)
    },
    write: async (rows) => {
      if (inSheet + rows.length > SHEET_ROWS) await newSheet(titleOf(), columns)
      inSheet += rows.length
      await put(dataRows(rows, columns))
    },
    close: async (missing) => {
      if (missing.length > 0) {
        await newSheet(incompleteTitle.slice(0, 31), [incompleteTitle])
        await put(missing.map((line) => headRow([line])).join(''))
      }
      sheet?.end(sheetEnd())
      await zip().end(workbookParts(names))
      await putInPlace(path)
    },
  }
}

/** A zip that is written while its entries come in; loaded when first needed. */
async function beginZip(path: string) {
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  const out = createWriteStream(partOf(path), { mode: 0o600 })
  const failed = new Promise<never>((_resolve, reject) => out.once('error', reject))
  failed.catch(() => undefined)
  await Promise.race([once(out, 'open'), failed])
  zip.outputStream.pipe(out)
  return {
    failed,
    add: (stream: NodeJS.ReadableStream, name: string) =>
      zip.addReadStream(stream, name, { compressionLevel: 1 }),
    end: async (parts: Readonly<Record<string, string>>) => {
      for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name)
      zip.end()
      await Promise.race([finished(out), failed])
    },
  }
}
