import type { Earcon } from '../../../shared/heard/earcons'
import type { Locale } from '../../../shared/i18n/say'

/** What the bar is heard by. Each sound and each sentence comes after the one before it. */
export type Voice = {
  /** On the output of that name, or on the system's own where there is none of that name. */
  readonly play: (earcon: Earcon, device: string) => void
  /** By the screen reader that is at work, or by the system's own speech. */
  readonly say: (text: string, locale: Locale) => void
  /** The names of the outputs of this computer. */
  readonly devices: () => Promise<readonly string[]>
  /** A window of the bar has the focus: a screen reader reads by itself what changes in it. */
  readonly isRead: () => boolean
  /** Gives back what it has opened, once all of that is over. What is needed again is opened again. */
  readonly close: () => void
}
