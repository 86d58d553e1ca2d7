const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Where a text is read as markup, as the body of a notification is on Linux, it reads as it was meant. */
export const plainMarkup = (text: string): string => text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign)
