/** Under Wayland a program may neither place its windows nor keep them on top, and global keys may not arrive. */
export const isWayland = (): boolean =>
  process.platform === 'linux' &&
  (process.env['XDG_SESSION_TYPE'] === 'wayland' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '')

/** The launcher found no display: the command line is answered, and no bar can be shown. */
export const hasDisplay = (): boolean => process.env['VOCOM_BAR_NO_DISPLAY'] === undefined
