import { BrowserWindow, screen, type Display, type Rectangle } from 'electron'
import { ALERT_HEIGHT, BAR_HEIGHT, BAR_WIDTH, PANEL_HEIGHT } from '../../shared/bar-size'
import { clampToArea, placeOnEdge, type Edge, type Point } from '../core/bar-place'
import { pageUrl } from './protocol'
import { webPreferences } from './window-options'

export type BarWindow = {
  readonly window: BrowserWindow
  /** Resolves when its page is there. */
  readonly loaded: Promise<void>
  /** Makes room for panel and alert, away from the edge at which the bar stands, without moving the bar. */
  readonly setRoom: (wanted: { readonly panel: boolean; readonly alert: boolean }) => void
  readonly setEdge: (edge: Edge) => void
  readonly setAlwaysOnTop: (on: boolean) => void
  readonly show: () => void
  readonly focus: () => void
  /** Gives the focus back to the program that had it before. */
  readonly releaseFocus: () => void
  readonly toggle: () => void
}

type Options = {
  readonly edge: Edge
  readonly alwaysOnTop: boolean
  /** The ground's colour until the page is there. */
  readonly dark: boolean
  readonly remembered: Point | null
  readonly onMoved: (place: Point) => void
  readonly preload: string
}

/** The bar: frameless, always on top, shown without taking the focus. */
export function openBarWindow(options: Options): BarWindow {
  let { edge } = options
  let extra = 0
  let home = firstPlace(edge, options.remembered)

  const window = new BrowserWindow({
    ...home,
    width: BAR_WIDTH,
    height: BAR_HEIGHT,
    show: false,
    frame: false,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: false,
    alwaysOnTop: options.alwaysOnTop,
    hasShadow: false,
    title: 'Vocom Bar',
    backgroundColor: options.dark ? '#1a2029' : '#f6f7f9',
    webPreferences: webPreferences(options.preload),
  })
  const loaded = window.loadURL(pageUrl('bar')).catch(() => undefined)
  if (options.alwaysOnTop) raise(window)

  function place(): void {
    const y = opensUpward() ? home.y - extra : home.y
    window.setBounds({ x: home.x, y, width: BAR_WIDTH, height: BAR_HEIGHT + extra })
  }

  const opensUpward = (): boolean => edge === 'bottom'

  const settle = (): void => {
    home = clampToArea(home, areaAt(home))
    place()
  }

  window.on('moved', () => {
    const [x = 0, y = 0] = window.getPosition()
    home = { x, y: opensUpward() ? y + extra : y }
    options.onMoved(home)
  })
  screen.on('display-removed', settle)
  screen.on('display-metrics-changed', settle)

  return {
    window,
    loaded,
    setRoom: ({ panel, alert }) => {
      const wanted = (panel ? PANEL_HEIGHT : 0) + (alert ? ALERT_HEIGHT : 0)
      if (wanted === extra) return
      extra = wanted
      place()
    },
    setEdge: (next) => {
      if (next === edge) return
      edge = next
      home = firstPlace(edge, edge === 'free' ? home : null)
      place()
    },
    setAlwaysOnTop: (on) => {
      if (on) raise(window)
      else window.setAlwaysOnTop(false)
    },
    show: () => {
      if (!window.isVisible()) window.showInactive()
    },
    focus: () => {
      if (!window.isVisible()) window.show()
      window.focus()
    },
    releaseFocus: () => {
      if (!window.isFocused()) return
      // Hidden for a moment, the window manager hands the focus to whoever had it; blur alone leaves it nowhere.
      window.blur()
      if (process.platform === 'linux') {
        window.hide()
        window.showInactive()
      }
    },
    toggle: () => {
      if (window.isVisible()) window.hide()
      else window.showInactive()
    },
  }
}

/** Above other always-on-top windows and full-screen programs, on every workspace. */
function raise(window: BrowserWindow): void {
  window.setAlwaysOnTop(true, 'screen-saver')
  if (process.platform === 'darwin') window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true })
}

function firstPlace(edge: Edge, remembered: Point | null): Point {
  if (remembered !== null) return clampToArea(remembered, areaAt(remembered))
  return placeOnEdge(edge, screen.getPrimaryDisplay().workArea)
}

const areaAt = (point: Point): Rectangle => displayAt(point).workArea
const displayAt = (point: Point): Display =>
  screen.getDisplayMatching({
    x: Math.round(point.x),
    y: Math.round(point.y),
    width: BAR_WIDTH,
    height: BAR_HEIGHT,
  })
