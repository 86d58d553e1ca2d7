/** Without accents, capitals or space around it: nobody types them in a hurry. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()
