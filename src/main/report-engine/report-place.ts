import { randomBytes } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import type { Separator } from '../../shared/reports/separator'
import type { ReportKind, ReportRow } from '../../shared/reports/kinds'
import type { Kept } from '../core/reports/run'

export type FileOptions = {
  readonly path: string
  /** The file's name until its last row is written. */
  readonly part: string
  readonly kind: ReportKind
  readonly separator: Separator
  /** The heading of the list of missing records, in the agent's language. */
  readonly incompleteTitle: string
  readonly openPart?: (part: string) => Promise<FileHandle>
}

/** A file that rows are written to, under another name until it is complete. Every method except `leave` may reject. */
export type FileSink = {
  readonly open: (columns: readonly string[]) => Promise<void>
  readonly write: (rows: readonly ReportRow[]) => Promise<void>
  readonly keep?: (kept: Kept) => Promise<void>
  /** Appends a sentence for each gap, and gives the file its final name. */
  readonly close: (incomplete: readonly string[]) => Promise<void>
  /** Called instead of `close`: what was written stays in the part. */
  readonly leave: () => Promise<void>
}

/** The part of a report, where the same command finds it again. */
export const partOf = (path: string): string => `${path}.part`

/** A part that no later run continues: beside the file, so that it only has to be renamed. */
export const newPartOf = (path: string): string => `${path}.${randomBytes(6).toString('hex')}.part`

export const isNewPart = (path: string): boolean => /\.[0-9a-f]{12}\.part$/.test(path)

/** The note with which a later run continues. */
export const notePathOf = (part: string): string => `${part}.json`

/** Creates a file of the agent's, with the usual permissions. Never writes through a link. */
export async function createPart(part: string, mode = 0o666): Promise<FileHandle> {
  await rm(part, { force: true })
  return open(part, 'wx', mode)
}

export async function putInPlace({ part, path }: Pick<FileOptions, 'part' | 'path'>): Promise<void> {
  const file = await open(part, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, path)
}
