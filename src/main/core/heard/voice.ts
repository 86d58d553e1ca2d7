import type { Earcon } from '../../../shared/heard/earcons'
import type { Locale } from '../../../shared/i18n/locale'

/** Plays sounds and speaks sentences, one after the other. */
export type Voice = {
  /** On the output of that name, or on the system's own where there is none of that name. */
  readonly play: (earcon: Earcon, device: string) => void
  /** By the screen reader that is at work, or by the system's own speech. */
  readonly say: (text: string, locale: Locale) => void
  /** The names of the outputs of this computer. */
  readonly devices: () => Promise<readonly string[]>
  /** A window of the bar has the focus: a screen reader reads by itself what changes in it. */
  readonly isRead: () => boolean
  /** Closes the page and the notification when all sounds and sentences are over. They open again when needed. */
  readonly close: () => void
}
