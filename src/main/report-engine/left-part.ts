import { readFile, rm, writeFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { isNewPart } from './report-place'

/*
 * An engine that is killed during an export cannot delete the unfinished file. It therefore notes the file's path in
 * its own folder, and the bar deletes the file along with the folder.
 */

const notePath = (folder: string): string => join(folder, 'exporting')

/** Does not reject: the export works without the note. */
export const notePart = (folder: string, part: string): Promise<void> =>
  writeFile(notePath(folder), part).catch(() => undefined)

export const forgetPart = (folder: string): Promise<void> =>
  rm(notePath(folder), { force: true }).catch(() => undefined)

/** The unfinished file that the engine of that folder left; null when there is none. */
export async function leftPart(folder: string): Promise<string | null> {
  const part = await readFile(notePath(folder), 'utf8').catch(() => '')
  return isAbsolute(part) && isNewPart(part) ? part : null
}
