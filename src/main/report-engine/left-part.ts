import { readFile, rm, writeFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { isNewPart } from './report-place'

/*
 * An export that is killed cannot take its unfinished file away. So the engine notes in its own folder where that file
 * lies, and the bar removes it along with the folder.
 */

const notePath = (folder: string): string => join(folder, 'exporting')

/** The export itself does not depend on it. */
export const notePart = (folder: string, part: string): Promise<void> =>
  writeFile(notePath(folder), part).catch(() => undefined)

export const forgetPart = (folder: string): Promise<void> =>
  rm(notePath(folder), { force: true }).catch(() => undefined)

/** The unfinished file that the engine of that folder left; null where there is none. */
export async function leftPart(folder: string): Promise<string | null> {
  const part = await readFile(notePath(folder), 'utf8').catch(() => '')
  return isAbsolute(part) && isNewPart(part) ? part : null
}
