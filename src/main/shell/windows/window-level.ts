import type { BrowserWindow } from 'electron'

/**
 * Above other always-on-top windows, on every workspace, and above full-screen programs if the system allows it. An X11
 * window manager puts the focused full-screen program above everything.
 */
export function raise(window: BrowserWindow): void {
  window.setAlwaysOnTop(true, 'screen-saver')
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true })
}

/** A window that is hidden while it has the focus stays the active one for screen readers, so it gives it up first. */
export function hide(window: BrowserWindow): void {
  window.blur()
  window.hide()
}

export function lower(window: BrowserWindow): void {
  window.setAlwaysOnTop(false)
  window.setVisibleOnAllWorkspaces(false)
}
