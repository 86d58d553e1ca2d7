const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Escapes a text for a place that reads it as markup, such as the body of a notification on Linux. */
export const plainMarkup = (text: string): string => text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign)
