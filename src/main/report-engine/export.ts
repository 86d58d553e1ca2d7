import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { EngineExport } from '../core/reports/engine'
import { forgetPart, notePart } from './left-part'
import { fileSink } from './report-file'
import { createPart, newPartOf, putInPlace } from './report-place'
import type { Records } from './records'

/**
 * Writes the rows to a file of the agent's. `folder` is the engine's own, the only one that the database may write to.
 */
export async function exportRecords(
  records: Records,
  folder: string,
  { path, format, separator, these, incompleteTitle, incomplete }: EngineExport,
): Promise<void> {
  const part = newPartOf(path)
  const draft = join(folder, 'export')
  try {
    await notePart(folder, part)
    if (format === 'parquet') {
      await records.toParquet(draft, incomplete, these)
      const file = await createPart(part)
      await pipeline(createReadStream(draft), file.createWriteStream())
      await putInPlace({ part, path })
      return
    }
    const sink = fileSink(format, { path, part, kind: records.kind, separator, incompleteTitle })
    try {
      const names = records.columns.filter((name) => these?.columns.includes(name) ?? true)
      await sink.open(names)
      for await (const rows of records.all(these)) await sink.write(rows)
      await sink.close(incomplete)
    } catch (error) {
      await sink.leave()
      throw error
    }
  } catch (error) {
    // An unfinished file is of no use to anybody.
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  } finally {
    await rm(draft, { force: true })
    await forgetPart(folder)
  }
}
