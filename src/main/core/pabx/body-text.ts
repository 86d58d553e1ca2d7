import { isUtf8 } from 'node:buffer'

/** The encoding that a `Content-Type` names; null when it names none, or an unknown one. */
function named(contentType: unknown): string | null {
  const label = typeof contentType === 'string' ? /charset=["']?([\w-]+)/i.exec(contentType)?.[1] : undefined
  if (label === undefined) return null
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/**
 * The text of an answer: in the encoding that the answer names, else in UTF-8, else in windows-1252, so that "Almoço"
 * is read correctly in each case.
 */
export function bodyText(bytes: Buffer, contentType: unknown): string {
  const encoding = named(contentType)
  if (encoding !== null && encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes)
  // Much faster than a decoder, which matters for the hundreds of answers of a report.
  return isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('windows-1252').decode(bytes)
}
