import { isAbsolute, relative } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Whether this program runs from the AppImage that its environment names. A program that is an AppImage itself hands its own
 * variables to whatever it starts: to this bar as well, when somebody clicks a telephone link in such a browser.
 */
export function isInAppImage({ APPIMAGE, APPDIR }: Environment, program: string): boolean {
  if (APPIMAGE === undefined || APPDIR === undefined || APPDIR === '') return false
  const within = relative(APPDIR, program)
  return within !== '' && !within.startsWith('..') && !isAbsolute(within)
}
