import { isUtf8 } from 'node:buffer'

/** The encoding that a `Content-Type` names; null where it names none that is known. */
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
 * The text of an answer: in the encoding that it names, else in UTF-8, else in the one of old Windows systems, so that
 * "Almoço" is read whichever way it was written.
 */
export function bodyText(bytes: Buffer, contentType: unknown): string {
  const encoding = named(contentType)
  if (encoding !== null && encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes)
  // Many times quicker than a decoder, and a report has hundreds of pages.
  return isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('windows-1252').decode(bytes)
}
