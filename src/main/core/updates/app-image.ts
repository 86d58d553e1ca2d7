import { isAbsolute, relative } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Whether this program runs from the AppImage that its environment names. A program that is an AppImage passes its own
 * variables to every program it starts, and so to this bar, for example when a telephone link is clicked in such a
 * browser.
 */
export function isInAppImage({ APPIMAGE, APPDIR }: Environment, program: string): boolean {
  if (APPIMAGE === undefined || APPDIR === undefined || APPDIR === '') return false
  const within = relative(APPDIR, program)
  return within !== '' && !within.startsWith('..') && !isAbsolute(within)
}
