import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import {
  dataRows,
  headRow,
  sheetBegin,
  sheetEnd,
  SHEET_ROWS,
  workbookParts,
} from '../core/reports/files/xlsx'
import { createPart, putInPlace, type FileOptions, type FileSink } from './report-place'

export function xlsxSink({
  path,
  part,
  kind,
  incompleteTitle,
  openPart = createPart,
}: FileOptions): FileSink {
  let columns: readonly string[] = []
  let begun: Awaited<ReturnType<typeof beginZip>> | null = null
  let sheet: PassThrough | null = null
  let inSheet = 0
  /** A stream may be ended only once, even if that failed. */
  let ending = false
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
    await put(sheetBegin(head) + headRow(head))
  }
  async function put(xml: string): Promise<void> {
    const { failed } = zip()
    if (sheet?.write(xml) === false) await Promise.race([once(sheet, 'drain'), failed])
  }
  async function finish(): Promise<void> {
    if (begun === null || ending) return
    ending = true
    sheet?.end(sheetEnd())
    await zip().end(workbookParts(names))
  }
  const titleOf = (): string => (names.length === 0 ? kind : `${kind} ${String(names.length + 1)}`)

  return {
    open: async (found) => {
      columns = found
      begun = await beginZip(part, openPart)
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
      await finish()
      await putInPlace({ part, path })
    },
    // Ends the workbook properly if the disk has room, so that the part can be opened with the rows read so far.
    leave: () => finish().catch(() => undefined),
  }
}

/** A zip that is written as its entries arrive. Its module is loaded when first needed. */
async function beginZip(part: string, openPart: NonNullable<FileOptions['openPart']>) {
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  const out = (await openPart(part)).createWriteStream()
  const failed = new Promise<never>((_resolve, reject) => out.once('error', reject))
  failed.catch(() => undefined)
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
