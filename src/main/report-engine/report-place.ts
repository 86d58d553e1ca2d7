import { randomBytes } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import type { Separator } from '../../shared/reports/separator'
import type { ReportKind, ReportRow } from '../../shared/reports/kinds'
import type { Kept } from '../core/reports/run'

export type FileOptions = {
  readonly path: string
  /** The file's name until its last row is in it. */
  readonly part: string
  readonly kind: ReportKind
  readonly separator: Separator
  /** Head of the list of what is not whole, in the agent's language. */
  readonly incompleteTitle: string
  readonly openPart?: (part: string) => Promise<FileHandle>
}

/** Where rows go: a file under another name until the last of them is in it. Every method but `leave` may reject. */
export type FileSink = {
  readonly open: (columns: readonly string[]) => Promise<void>
  readonly write: (rows: readonly ReportRow[]) => Promise<void>
  readonly keep?: (kept: Kept) => Promise<void>
  /** Ends with a sentence for each thing that is not whole, and gives the file its name. */
  readonly close: (incomplete: readonly string[]) => Promise<void>
  /** Instead of `close`: what was written stays in the part. */
  readonly leave: () => Promise<void>
}

/** The part of a report that the same command finds again. */
export const partOf = (path: string): string => `${path}.part`

/** A part that nobody looks for: beside the file, so that it only has to be renamed. */
export const newPartOf = (path: string): string => `${path}.${randomBytes(6).toString('hex')}.part`

export const isNewPart = (path: string): boolean => /\.[0-9a-f]{12}\.part$/.test(path)

/** What a later run goes on by. */
export const notePathOf = (part: string): string => `${part}.json`

/** A file of the agent's own, with the rights that their other files have; nothing is written through a link. */
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
