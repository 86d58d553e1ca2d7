import { open, rename } from 'node:fs/promises'
import type { ReportKind, ReportRow } from '../../shared/reports/kinds'
import type { Kept } from '../core/reports/run'

export type FileOptions = {
  readonly path: string
  readonly kind: ReportKind
  /** `;` where a comma separates decimals. */
  readonly separator: ';' | ','
  /** Head of the list of windows that are not whole, in the agent's language. */
  readonly incompleteTitle: string
}

/** Where rows go: a file under another name until the last of them is in it. Every method but `leave` may reject. */
export type FileSink = {
  readonly open: (columns: readonly string[]) => Promise<void>
  readonly write: (rows: readonly ReportRow[]) => Promise<void>
  readonly keep?: (kept: Kept) => Promise<void>
  /** Ends with a sentence for each window that is not whole, and gives the file its name. */
  readonly close: (incomplete: readonly string[]) => Promise<void>
  /** Instead of `close`: what was written stays in the part. */
  readonly leave: () => Promise<void>
}

/** The name a file has until its last row is in it. */
export const partOf = (path: string): string => `${path}.part`

/** What a later run goes on by. */
export const notePathOf = (path: string): string => `${partOf(path)}.json`

export async function putInPlace(path: string): Promise<void> {
  const file = await open(partOf(path), 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(partOf(path), path)
}
