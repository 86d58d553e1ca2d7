/** Too short to be noticed, long enough to connect to the PABX. Milliseconds. */
const SOON_MS = 10

/** Calls `run` once for all calls within a short time, and after it, so that requests to the PABX are sent first. */
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
