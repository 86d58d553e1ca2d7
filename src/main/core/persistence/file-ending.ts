import { extname } from 'node:path'

/** The path with the ending that the file needs, because the dialogs of some systems do not add it. */
export const withEnding = (path: string, format: string): string =>
  extname(path).toLowerCase() === `.${format}` ? path : `${path}.${format}`
