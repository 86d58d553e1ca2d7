import type { Settings } from '../../../shared/settings/settings'
import type { Edge } from '../../core/windows/bar-position'

/** The settings that decide how the bar stands on the screen. */
export type BarLook = {
  readonly edge: Edge
  /** Icons instead of words, and narrower. */
  readonly compact: boolean
  readonly alwaysOnTop: boolean
  /** Shrinks to a strip at its edge while the pointer is elsewhere. */
  readonly autoHide: boolean
  /** Reserves its strip of the edge, so that maximised windows leave it free. */
  readonly reserve: boolean
  /** 1 to 2. */
  readonly scale: number
}

/** The settings that the look is made of. */
export type LookSettings = Pick<
  Settings,
  'bar.edge' | 'bar.compact' | 'bar.alwaysOnTop' | 'bar.autoHide' | 'bar.reserve' | 'bar.textSize'
>

/** The colour of a window until its page is painted: the page's own ground (theme.css). */
export const groundOf = (theme: Settings['bar.theme'], isSystemDark: boolean): string =>
  theme === 'dark' || (theme === 'system' && isSystemDark) ? '#1a2029' : '#f6f7f9'

export const lookOf = (settings: LookSettings): BarLook => ({
  edge: settings['bar.edge'],
  compact: settings['bar.compact'],
  alwaysOnTop: settings['bar.alwaysOnTop'],
  autoHide: settings['bar.autoHide'],
  reserve: settings['bar.reserve'],
  scale: settings['bar.textSize'] / 100,
})
