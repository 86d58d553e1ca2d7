/** The text in lower case, without accents and surrounding space, so that a search works without them. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()
