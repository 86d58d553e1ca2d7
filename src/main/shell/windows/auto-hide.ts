import { screen, type Rectangle } from 'electron'

const LOOK_EVERY_MS = 200
/** After this many checks without the pointer nearby, the bar hides. */
const LOOKS_AWAY = 6
/** The pointer is near within this distance. Device-independent pixels. */
const MARGIN = 6

/** Reports whether the pointer is near the bar. Checks only while something needs to know. */
export function watchPointer(
  boundsOf: () => Rectangle,
  onNear: (near: boolean) => void,
): { readonly watch: (on: boolean) => void } {
  let timer: NodeJS.Timeout | undefined
  let away = 0

  const look = (): void => {
    const { x, y } = screen.getCursorScreenPoint()
    const box = boundsOf()
    const near =
      x >= box.x - MARGIN &&
      x <= box.x + box.width + MARGIN &&
      y >= box.y - MARGIN &&
      y <= box.y + box.height + MARGIN
    away = near ? 0 : away + 1
    if (near) onNear(true)
    else if (away >= LOOKS_AWAY) onNear(false)
  }

  return {
    watch: (on) => {
      clearInterval(timer)
      away = 0
      if (on) timer = setInterval(look, LOOK_EVERY_MS)
    },
  }
}
