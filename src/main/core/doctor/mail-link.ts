/** Windows passes on no longer address. Characters. */
const LONGEST = 2_000

/** A new mail to nobody yet, with that text, or with as many of its lines as an address may hold. */
export function mailLink(subject: string, text: string): string {
  const linkOf = (lines: readonly string[]): string =>
    `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines.join('\r\n'))}`
  const lines = text.split('\n')
  while (lines.length > 0 && linkOf(lines).length > LONGEST) lines.pop()
  return linkOf(lines)
}
