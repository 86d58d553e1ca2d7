import type { Sentence } from '../i18n/say'

/** True, or the sentence that says why not. The same on every surface. */
export type Availability = true | Sentence
