import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, open, readFile, rename, rm, truncate, type FileHandle } from 'node:fs/promises'
import type { PabxTime } from '../../shared/time'
import type { ReportRow } from '../../shared/reports/kinds'
import { BYTE_ORDER_MARK, csvLine, csvRows } from '../core/reports/files/csv'
import {
  readNote,
  wasStillGrowing,
  writeNote,
  type Extent,
  type ReportIdentity,
} from '../core/reports/resume'
import type { Kept } from '../core/reports/run'
import { createPart, notePathOf, putInPlace, type FileOptions, type FileSink } from './report-place'

/** Milliseconds between two saved positions of a report. After a crash, the rows of this time are requested again. */
const NOTE_EVERY_MS = 1_000

/** A part from which the same report can continue. */
export type Resumable = {
  readonly kept: Kept
  readonly extent: Extent
  readonly hash: Hash
  readonly begunAt: PabxTime
}

/**
 * What an earlier run left: nothing, a part to continue, a part that cannot be trusted, or one whose period has grown
 * since.
 */
export async function readPart(
  part: string,
  identity: ReportIdentity,
): Promise<Resumable | 'none' | 'untrusted' | 'outgrown'> {
  const found = await lstat(part).catch(() => null)
  if (found === null) return 'none'
  if (!found.isFile() || !isOwn(found.uid)) return 'untrusted'
  const text = await readFile(notePathOf(part), 'utf8').catch(() => '')
  const note = readNote(text, identity)
  if (note === null || found.size < note.extent.bytes) return 'untrusted'
  if (wasStillGrowing(note)) return 'outgrown'
  const hash = createHash('sha256')
  if (note.extent.bytes > 0)
    for await (const chunk of createReadStream(part, { end: note.extent.bytes - 1 }))
      hash.update(chunk as Buffer)
  const isSame = hash.copy().digest('hex') === note.extent.sha256
  const { kept, extent, begunAt } = note
  return isSame ? { kept, extent, begunAt, hash } : 'untrusted'
}

/** In a folder that others can write to, another user's part is not continued. */
const isOwn = (uid: number): boolean => process.getuid === undefined || uid === process.getuid()

type CsvOptions = FileOptions & {
  /** With these a later run can continue: whose report it is, and the position to continue from now. */
  readonly resume?: {
    readonly identity: ReportIdentity
    /** The time on the PABX's clock. */
    readonly pabxNow: PabxTime
    readonly from: Resumable | null
  }
}

export function csvSink({ path, part, separator, resume, openPart = createPart }: CsvOptions): FileSink {
  const from = resume?.from ?? null
  let file: FileHandle | null = null
  let columns: readonly string[] = from?.kept.columns ?? []
  const hash = from?.hash.copy() ?? createHash('sha256')
  let bytes = from?.extent.bytes ?? 0
  let latest: { readonly kept: Kept; readonly extent: Extent } | null = from
  let notedAt = 0

  async function begin(): Promise<FileHandle> {
    if (from === null) {
      await rm(notePathOf(part), { force: true })
      return openPart(part)
    }
    // Rows written after the last note are cut off and requested again.
    await truncate(part, from.extent.bytes)
    return open(part, 'a')
  }
  async function write(text: string): Promise<void> {
    file ??= await begin()
    const data = Buffer.from(text)
    await file.appendFile(data)
    hash.update(data)
    bytes += data.length
  }
  /** The note only helps a later run; if it cannot be written, the previous one stays. */
  async function note(): Promise<void> {
    if (resume === undefined || latest === null) return
    const { identity, pabxNow } = resume
    const begunAt = from?.begunAt ?? pabxNow
    const draft = `${notePathOf(part)}.new`
    try {
      const noted = await createPart(draft, 0o600)
      try {
        await noted.writeFile(writeNote({ identity, begunAt, ...latest }))
      } finally {
        await noted.close()
      }
      await rename(draft, notePathOf(part))
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
      // As many cells as the other rows, so that programs read the line as a record and do not call the file damaged.
      const rest = columns.slice(1).map(() => '')
      await write(missing.map((line) => csvLine([line, ...rest], separator)).join(''))
      await file?.close()
      await putInPlace({ part, path })
      await rm(notePathOf(part), { force: true })
    },
    leave: async () => {
      await file?.close().catch(() => undefined)
      // Cuts off a last line that was not written completely.
      const whole = latest?.extent.bytes ?? bytes
      if (file !== null) await truncate(part, whole).catch(() => undefined)
      await note()
    },
  }
}
