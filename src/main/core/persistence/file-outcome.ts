import type { Outcome } from '../../../shared/outcome'
import { isDiskFull } from '../reports/disk-full'

/** The outcome of writing a file: where it is, or why it was not written. */
export async function fileOutcome(path: string, writing: Promise<void>): Promise<Outcome> {
  const values = { path }
  try {
    await writing
    return { ok: true, sentence: { key: 'file_written', values } }
  } catch (error) {
    const key = isDiskFull(error) ? 'file_disk_full' : 'file_not_written'
    return { ok: false, why: 'failed', sentence: { key, values } }
  }
}
