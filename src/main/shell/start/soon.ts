/** Too short to be seen, and long enough for a connection to the PABX to be made. Milliseconds. */
const SOON_MS = 10

/** Once for all that happens in a moment, and after it: what was asked of the PABX leaves first. */
export function soon(run: () => void): () => void {
  let due = false
  return () => {
    if (due) return
    due = true
    setTimeout(() => {
      due = false
      run()
    }, SOON_MS)
  }
}
