import { extname } from 'node:path'

/** A name as it was typed into a dialog that adds no ending, with the one that the file needs. */
export const withEnding = (path: string, format: string): string =>
  extname(path).toLowerCase() === `.${format}` ? path : `${path}.${format}`
