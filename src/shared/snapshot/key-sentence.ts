import type { PlainKey } from '../i18n/say'
import type { KeyState } from './state'

/** Why the API key cannot be used. Each surface has its own words for a key that is there, and for none. */
export const keyTrouble = (key: Exclude<KeyState, 'present' | 'session' | 'missing'>): PlainKey =>
  key === 'unread' ? 'reason_key_being_read' : `key_${key}`
