import { screen, type Rectangle } from 'electron'

const LOOK_EVERY_MS = 200
/** Looks away from the bar before it hides. */
const LOOKS_AWAY = 6
/** The pointer is near within so many pixels. */
const MARGIN = 6

/** Tells whether the pointer is near the bar; looks at it only while somebody wants to know. */
export function watchPointer(
  boundsOf: () => Rectangle,
  told: (near: boolean) => void,
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
    if (near) told(true)
    else if (away >= LOOKS_AWAY) told(false)
  }

  return {
    watch: (on) => {
      clearInterval(timer)
      away = 0
      if (on) timer = setInterval(look, LOOK_EVERY_MS)
    },
  }
}
