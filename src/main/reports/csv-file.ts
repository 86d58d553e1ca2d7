import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rename, rm, stat, truncate, writeFile, type FileHandle } from 'node:fs/promises'
import type { ReportRow } from '../../shared/reports/kinds'
import { BYTE_ORDER_MARK, csvLine, csvRows } from '../core/reports/csv'
import {
  readNote,
  wasStillGrowing,
  writeNote,
  type Extent,
  type ReportIdentity,
} from '../core/reports/resume'
import type { Kept } from '../core/reports/run'
import { notePathOf, partOf, putInPlace, type FileOptions, type FileSink } from './report-place'

/** Milliseconds between two notes of where a report stands: as much is asked for again after a crash. */
const NOTE_EVERY_MS = 1_000

/** A part that the same report can go on from. */
export type Resumable = {
  readonly kept: Kept
  readonly extent: Extent
  readonly hash: Hash
  readonly begunAt: number
}

/**
 * What an earlier run left: nothing, a part to go on from, one that cannot be trusted, or one whose period has grown
 * since.
 */
export async function readPart(
  path: string,
  identity: ReportIdentity,
): Promise<Resumable | 'none' | 'untrusted' | 'outgrown'> {
  const part = await stat(partOf(path)).catch(() => null)
  if (part?.isFile() !== true) return 'none'
  const text = await readFile(notePathOf(path), 'utf8').catch(() => '')
  const note = readNote(text, identity)
  if (note === null || part.size < note.extent.bytes) return 'untrusted'
  if (wasStillGrowing(note)) return 'outgrown'
  const hash = createHash('sha256')
  if (note.extent.bytes > 0)
    for await (const chunk of createReadStream(partOf(path), { end: note.extent.bytes - 1 }))
      hash.update(chunk as Buffer)
  const isSame = hash.copy().digest('hex') === note.extent.sha256
  const { kept, extent, begunAt } = note
  return isSame ? { kept, extent, begunAt, hash } : 'untrusted'
}

type CsvOptions = FileOptions & {
  /** Where a later run may go on: whose report it is, and what to go on from now. */
  readonly resume?: {
    readonly identity: ReportIdentity
    /** What the PABX's clock shows. */
    readonly wallNow: number
    readonly from: Resumable | null
  }
}

export function csvSink({ path, separator, resume }: CsvOptions): FileSink {
  const from = resume?.from ?? null
  let file: FileHandle | null = null
  let columns: readonly string[] = from?.kept.columns ?? []
  const hash = from?.hash.copy() ?? createHash('sha256')
  let bytes = from?.extent.bytes ?? 0
  let latest: { readonly kept: Kept; readonly extent: Extent } | null = from
  let notedAt = 0

  async function begin(): Promise<FileHandle> {
    if (from === null) {
      await rm(notePathOf(path), { force: true })
      return open(partOf(path), 'w', 0o600)
    }
    // What was written after the last note is asked for again.
    await truncate(partOf(path), from.extent.bytes)
    return open(partOf(path), 'a')
  }
  async function write(text: string): Promise<void> {
    file ??= await begin()
    const data = Buffer.from(text)
    await file.appendFile(data)
    hash.update(data)
    bytes += data.length
  }
  /** A note is a help, no more: where it cannot be written the last one stands. */
  async function note(): Promise<void> {
    if (resume === undefined || latest === null) return
    const { identity, wallNow } = resume
    const begunAt = from?.begunAt ?? wallNow
    const draft = `${notePathOf(path)}.new`
    try {
      await writeFile(draft, writeNote({ identity, begunAt, ...latest }), {
        mode: 0o600,
      })
      await rename(draft, notePathOf(path))
    } catch {
      await rm(draft, { force: true }).catch(() => undefined)
    }
  }

  return {
    open: async (names) => {
      columns = names
      await write(BYTE_ORDER_MARK + csvLine(names, separator))
    },
    write: (rows: readonly ReportRow[]) => write(csvRows(rows, columns, separator)),
    keep: async (kept) => {
      latest = { kept, extent: { bytes, sha256: hash.copy().digest('hex') } }
      if (Date.now() - notedAt < NOTE_EVERY_MS) return
      notedAt = Date.now()
      await note()
    },
    close: async (missing) => {
      await write(missing.map((line) => csvLine([line], separator)).join(''))
      await file?.close()
      await putInPlace(path)
      await rm(notePathOf(path), { force: true })
    },
    leave: async () => {
      await file?.close().catch(() => undefined)
      // A line that did not get to its end is no record.
      const whole = latest?.extent.bytes ?? bytes
      if (file !== null) await truncate(partOf(path), whole).catch(() => undefined)
      await note()
    },
  }
}
