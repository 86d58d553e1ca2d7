/** Under Wayland a program can neither position its windows nor keep them on top, and global keys may not arrive. */
export const isWayland = (): boolean =>
  process.platform === 'linux' &&
  (process.env['XDG_SESSION_TYPE'] === 'wayland' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '')

/** False when the launcher found no display: the command line is answered, but no bar can be shown. */
export const hasDisplay = (): boolean => process.env['VOCOM_BAR_NO_DISPLAY'] === undefined
