/** Whether a write failed because the disk is full: by Node's code, or by the message of the database. */
export function isDiskFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const code = 'code' in error ? String(error.code) : ''
  const message = 'message' in error ? String(error.message) : ''
  return code === 'ENOSPC' || code === 'EDQUOT' || /no space left on device|disk (is )?full/i.test(message)
}
