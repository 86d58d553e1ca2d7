import { execFileSync } from 'node:child_process'
import { closeSync, fsyncSync, mkdirSync, openSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'

type FullDisk = {
  readonly folder: string
  /** Gives it room. */
  readonly grow: () => void
  readonly end: () => void
}

/** A folder on a disk of its own that is all but full; null, where only root may make one. */
export function fullDisk(parent: string): FullDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const folder = join(parent, 'full')
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder])
  const { bsize, bfree } = statfsSync(folder)
  const file = openSync(join(folder, 'filler'), 'w')
  // Room for a lock and for the beginning of a file.
  writeSync(file, Buffer.alloc((bfree - 8) * bsize))
  fsyncSync(file)
  closeSync(file)
  return {
    folder,
    grow: () => void execFileSync('mount', ['-o', 'remount,size=64m', folder]),
    end: () => void execFileSync('umount', [folder]),
  }
}
