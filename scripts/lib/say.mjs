/** A sentence for the person at the terminal, and the end of the script. */
export class Stop extends Error {}

export function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/** Runs a script's main; an expected end is one sentence, a bug keeps its stack. */
export async function main(run) {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    say(error.message)
    process.exitCode = 1
  }
}

const REASONS = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file stands where a folder should be',
  ENOTDIR: 'a file stands where a folder should be',
}

/** The failed file operation in a person's words. */
export function reasonOf(error) {
  return REASONS[error?.code] ?? error?.message ?? String(error)
}
