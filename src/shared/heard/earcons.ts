/*
 * Short sounds, each told from the others by its pitch and its length.
 */

export type Note = {
  /** Hertz; 0 for a rest. */
  readonly pitch: number
  readonly milliseconds: number
}

export const earcons = {
  /** What was asked has been done. */
  done: [{ pitch: 880, milliseconds: 90 }],
  /** It was refused, or it failed. */
  refused: [{ pitch: 220, milliseconds: 260 }],
  /** Nobody knows whether it was done. */
  unknown: [
    { pitch: 440, milliseconds: 90 },
    { pitch: 0, milliseconds: 70 },
    { pitch: 440, milliseconds: 90 },
    { pitch: 0, milliseconds: 70 },
    { pitch: 440, milliseconds: 90 },
  ],
  callEnded: [
    { pitch: 660, milliseconds: 120 },
    { pitch: 330, milliseconds: 180 },
  ],
  /** The limit of a break is over. */
  breakOver: [
    { pitch: 523, milliseconds: 140 },
    { pitch: 659, milliseconds: 140 },
    { pitch: 784, milliseconds: 280 },
  ],
} as const satisfies Record<string, readonly Note[]>

export type Earcon = keyof typeof earcons
