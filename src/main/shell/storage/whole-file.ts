import { rm } from 'node:fs/promises'
import { createPart, newPartOf, putInPlace } from '../../report-engine/report-place'

/** Writes a file of the agent's completely or not at all: under another name beside it, then renamed. */
export async function writeWhole(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  const part = newPartOf(path)
  try {
    const file = await createPart(part, mode)
    try {
      await file.writeFile(content)
    } finally {
      await file.close()
    }
    await putInPlace({ part, path })
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  }
}
