export type Gate = {
  readonly open: () => void
  readonly isOpen: () => boolean
  readonly whenOpen: Promise<void>
}

/** Closed at first, and open for good once opened. */
export function createGate(): Gate {
  let isOpen = false
  let letThrough: () => void = () => undefined
  const whenOpen = new Promise<void>((resolve) => (letThrough = resolve))
  return {
    open: () => {
      isOpen = true
      letThrough()
    },
    isOpen: () => isOpen,
    whenOpen,
  }
}
