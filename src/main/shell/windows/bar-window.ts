import { isDeepStrictEqual } from 'node:util'
import { screen, type BrowserWindow, type Display, type Rectangle } from 'electron'
import { FULL_HEIGHT, barShape, type BarShape } from '../../../shared/windows/bar-shape'
import type { Panel } from '../../../shared/windows/panels'
import { besideBar, clampToArea, placeOnEdge, type Point, type Size } from '../../core/windows/bar-position'
import { stripOf, withoutOwn, withStrip, type OwnStrip, type Strip } from '../../core/windows/reserved-strip'
import type { BarLook } from './bar-look'
import { watchPointer } from './auto-hide'
import { allBounds, displayAt, displaySet } from './displays'
import { keepZoom } from './page-zoom'
import type { PositionFile } from './position-file'
import { hide, lower, raise } from './window-level'

/**
 * What is open: the panel with its height before scaling, as far as it is known before the page has laid it out, and whether
 * the strip shows a message.
 */
export type BarRoom = { readonly open: Panel | null; readonly panel: number; readonly alert: boolean }

export type BarWindow = {
  readonly window: BrowserWindow
  /** Makes room on the side away from the edge, without moving the bar. */
  readonly setRoom: (room: BarRoom, busy: boolean) => void
  /** The page has laid that panel out, and its contents are so high. Before scaling. */
  readonly fitPanel: (panel: Panel, height: number) => void
  /** The current shape on its screen. */
  readonly shape: () => BarShape
  readonly setLook: (look: BarLook) => void
  /** From now on the bar's strip is reserved by this, where the look says so. */
  readonly reserveBy: (reserve: Reserve) => void
  /** Moves the bar back to the middle of the edge of the primary display. */
  readonly resetPlace: () => void
  /** The part of the screen that the bar and its messages leave free. */
  readonly freeArea: () => Rectangle
  readonly show: () => void
  readonly focus: () => void
  /** Returns the focus to the program that had it before. */
  readonly releaseFocus: () => void
  readonly toggle: () => void
}

type Options = {
  readonly window: BrowserWindow
  readonly look: BarLook
  /** The colour of the window until its page is painted. */
  readonly ground: string
  readonly places: PositionFile
}

/** Reserves that strip of the desktop, or none. */
type Reserve = (strip: Strip | null) => void

const STRIP_HEIGHT = 4
/** While a window is dragged, only its last position counts, after this long. Milliseconds. */
const SETTLED_MS = 300
/** Nobody drags a window into the corner so soon after it appeared. Milliseconds. */
const APPEARING_MS = 500

/** Turns the window into the bar: its position, size and level. Shows it without taking the focus. */
export function openBarWindow({ window, look: first, ground, places }: Options): BarWindow {
  let look = first
  let room: BarRoom = { open: null, panel: 0, alert: false }
  let fitted: { readonly panel: Panel; readonly height: number } | null = null
  let busy = false
  let isStrip = false
  let own: readonly OwnStrip[] = []
  let reserving: NodeJS.Timeout | undefined
  let reserve: Reserve = () => undefined
  /** The zoom factor of its page. */
  let zoom = 0
  let home = homeOf()
  /** Runs while the bar may be moving. */
  let settled: NodeJS.Timeout | undefined
  /** It lacks room until it has come to rest. */
  let isCramped = false
  let shownAt = -Infinity

  window.setBackgroundColor(ground)
  place()
  if (look.alwaysOnTop) raise(window)
  // On X11, a window that was hidden is back on one workspace only.
  window.on('show', () => {
    shownAt = performance.now()
    if (look.alwaysOnTop) raise(window)
    reserveSoon()
  })
  window.on('hide', reserveSoon)
  // A hotkey holds the keyboard while it is down, and letting go of it looks as if the focus came back.
  window.on('focus', () => {
    setImmediate(() => {
      if (!window.isDestroyed() && !window.isVisible()) window.blur()
    })
  })
  keepZoom(window, () => zoom)

  const isOpen = (): boolean => room.panel > 0 || room.alert

  /** Depends on the display that the bar is on, because another one may be narrower. */
  function shape(): BarShape {
    return barShape(look.scale, areaAt(home).width, look.compact)
  }

  function sizeIn(area: Rectangle): Size {
    const { width, height, scale } = barShape(look.scale, area.width, look.compact)
    return { width: Math.round(width * scale), height: Math.round(height * scale) }
  }

  function sizeOf(): Size {
    return sizeIn(areaAt(home))
  }

  /** The bar with room for a message, which may come at any time. */
  function withAlert(): Rectangle {
    const { width, height } = sizeOf()
    const { scale, alertHeight } = shape()
    const more = Math.round(alertHeight * scale)
    return { x: home.x, y: look.edge === 'bottom' ? home.y - more : home.y, width, height: height + more }
  }

  function brought(point: Point, area: Rectangle): Point {
    return clampToArea(point, area, sizeIn(area))
  }

  function homeOf(): Point {
    const remembered = places.read(displaySet())
    if (remembered !== null) return brought(remembered, areaAt(remembered))
    const area = areaOf(screen.getPrimaryDisplay())
    return placeOnEdge(look.edge, area, sizeIn(area))
  }

  function areaOf({ workArea, bounds }: Display): Rectangle {
    return withoutOwn({ workArea, display: bounds, displays: allBounds() }, own)
  }

  function areaAt(point: Point): Rectangle {
    return areaOf(displayAt(point))
  }

  /** Waits until the bar has come to rest, because returning the focus hides and shows it at once. */
  function reserveSoon(): void {
    clearTimeout(reserving)
    reserving = setTimeout(() => {
      if (!window.isDestroyed()) reserveNow()
    }, SETTLED_MS)
  }

  function reserveNow(): void {
    const wanted = look.reserve && !look.autoHide && window.isVisible()
    const display = displayAt(home)
    const workArea = areaOf(display)
    const bar = { ...home, ...sizeOf() }
    const scale = display.scaleFactor
    const place = { edge: look.edge, bar, workArea, display: display.bounds, displays: allBounds(), scale }
    const strip = wanted ? stripOf(place) : null
    if (strip !== null) own = withStrip(own, strip.edge, place)
    reserve(strip)
  }

  function place(): void {
    const size = sizeOf()
    const { scale, alertHeight } = shape()
    if (scale !== zoom) window.webContents.setZoomFactor(scale)
    zoom = scale
    isCramped = false
    const panel = fitted?.panel === room.open ? fitted.height : room.panel
    const more = panel + (room.alert ? alertHeight : 0)
    const open = Math.min(size.height + Math.round(more * scale), areaAt(home).height)
    const height = isStrip ? STRIP_HEIGHT : open
    const y = look.edge === 'bottom' ? home.y + size.height - height : home.y
    window.setBounds({ x: home.x, y, width: size.width, height })
    reserveSoon()
  }

  /** Where the agent has dragged the bar; null while it is at home. A hidden strip or a bar that made room was not dragged. */
  function dragged(): Point | null {
    const { x, y, height } = window.getBounds()
    const moved = { x, y: look.edge === 'bottom' ? y + height - sizeOf().height : y }
    return isStrip || (moved.x === home.x && moved.y === home.y) ? null : moved
  }

  /** Stores where the agent has dragged the bar. */
  function remember(): void {
    const moved = dragged()
    if (moved !== null) {
      home = brought(moved, areaOf(displayAt(moved, sizeOf())))
      places.write(displaySet(), home)
    }
    if (moved !== null || isCramped) place()
  }

  /** At once, or after a drag: the bar would be torn out of the agent's hand. */
  function makeRoom(): void {
    isCramped = settled !== undefined && dragged() !== null
    if (!isCramped) place()
  }

  // Other systems report the end of a move; X11 only reports that the window is moving.
  window.on('move', () => {
    const settle = isMisplaced() ? place : remember
    clearTimeout(settled)
    settled = setTimeout(() => {
      settled = undefined
      if (!window.isDestroyed()) settle()
    }, SETTLED_MS)
  })
  /** X11 now and then says of a window that has just appeared that it is in the corner of the desktop, where it is not. */
  function isMisplaced(): boolean {
    const { x, y } = window.getBounds()
    return x === 0 && y === 0 && performance.now() - shownAt < APPEARING_MS
  }
  const resettle = (): void => {
    home = homeOf()
    place()
  }
  screen.on('display-added', resettle)
  screen.on('display-removed', resettle)
  screen.on('display-metrics-changed', resettle)

  const pointer = watchPointer(
    () => window.getBounds(),
    (near) => {
      const strip =
        look.autoHide && look.edge !== 'free' && !near && !busy && !isOpen() && !window.isFocused()
      if (strip === isStrip || window.isDestroyed()) return
      isStrip = strip
      place()
    },
  )
  pointer.watch(look.autoHide)
  window.on('closed', () => pointer.watch(false))

  return {
    window,
    shape,
    setRoom: (wanted, isBusy) => {
      busy = isBusy
      if (wanted.panel === room.panel && wanted.alert === room.alert && wanted.open === room.open) return
      if (wanted.open !== room.open) fitted = null
      room = wanted
      isStrip = false
      makeRoom()
    },
    fitPanel: (panel, wanted) => {
      const height = Math.min(wanted, FULL_HEIGHT)
      if (panel !== room.open || fitted?.height === height) return
      fitted = { panel, height }
      makeRoom()
    },
    setLook: (next) => {
      const before = look
      if (isDeepStrictEqual(next, before)) return
      look = next
      if (next.edge !== before.edge) {
        if (next.edge !== 'free') places.write(displaySet(), null)
        home = homeOf()
      }
      if (next.alwaysOnTop !== before.alwaysOnTop) {
        if (next.alwaysOnTop) raise(window)
        else lower(window)
      }
      if (next.scale !== before.scale || next.compact !== before.compact) home = brought(home, areaAt(home))
      if (!next.autoHide) isStrip = false
      pointer.watch(next.autoHide)
      place()
    },
    reserveBy: (next) => {
      reserve = next
      reserveSoon()
    },
    resetPlace: () => {
      places.write(displaySet(), null)
      resettle()
    },
    freeArea: () => besideBar(areaAt(home), withAlert()),
    show: () => {
      if (!window.isVisible()) window.showInactive()
    },
    focus: () => {
      isStrip = false
      place()
      if (!window.isVisible()) window.show()
      window.focus()
    },
    releaseFocus: () => {
      if (!window.isFocused()) return
      // When the bar is hidden for a moment, the window manager returns the focus to the previous program; blur alone
      // gives it to none.
      window.blur()
      if (process.platform === 'linux') {
        window.hide()
        window.showInactive()
      }
    },
    toggle: () => {
      if (window.isVisible()) hide(window)
      else window.showInactive()
    },
  }
}
