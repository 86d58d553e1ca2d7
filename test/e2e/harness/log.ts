import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The lines of the bar's log that hold those words; `folder` is where it keeps its own files. */
export const linesOfLog = (folder: string, words: string): readonly string[] =>
  readFileSync(join(folder, 'logs', 'main.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(words))
