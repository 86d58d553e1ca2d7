import { randomBytes } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { keptFiles } from '../../core/persistence/kept-files'
import { newNumber } from '../../core/cli/cli-proof'
import { writeOwn } from '../storage/own-file'
import { nameOf, runtimeFolder, runtimePlaces } from '../start/own-folders'

/*
 * The address at which a running bar listens, and the secret that proves who it is. Both are in a file beside the
 * settings that only this user can read; a second process finds it under the same path, whatever its session's
 * variables are.
 */

const doorSchema = z.object({ address: z.string().min(1).max(300), secret: z.string().min(32).max(100) })
export type Door = z.output<typeof doorSchema>

export type OpenedDoor = Door & {
  /** Folders that the bar would have used, but that belong to somebody else. */
  readonly taken: readonly string[]
  /** Whether the file is there and still describes this door. */
  readonly isThere: () => boolean
  readonly close: () => void
}

const besideSettings = (userData: string): string => join(userData, keptFiles.door)
const inSession = (folder: string, userData: string): string => join(folder, `${nameOf(userData)}.door.json`)

/** Creates a door with a new address and secret; throws when there is no place for its file. */
export function openDoor(userData: string): OpenedDoor {
  const { folder, taken } = runtimeFolder()
  // A folder that was made for this door alone is deleted with it.
  const leave = (): void => {
    if (!runtimePlaces().includes(folder)) rmSync(folder, { recursive: true, force: true })
  }
  const door: Door = { address: newAddress(folder, userData), secret: newNumber() }
  // Skips a disk that cannot store the file with its permissions.
  const file = [besideSettings(userData), inSession(folder, userData)].find((path) => isWritten(path, door))
  if (file === undefined) {
    leave()
    throw new Error('no place for the door')
  }
  const isThere = (): boolean => readDoor(file)?.secret === door.secret
  return {
    ...door,
    taken,
    isThere,
    close: () => {
      // A bar that was started meanwhile may have written its own door there.
      if (isThere()) rmSync(file, { force: true })
      leave()
    },
  }
}

/** The doors of bars that may be running; a crash can leave one behind. */
export const knownDoors = (userData: string): readonly Door[] =>
  [besideSettings(userData), ...runtimePlaces().map((folder) => inSession(folder, userData))].flatMap(
    (path) => readDoor(path) ?? [],
  )

function newAddress(folder: string, userData: string): string {
  // The names of pipes are visible to everybody, and another program could create one first, so the name cannot be
  // guessed.
  if (process.platform === 'win32') return `\\\\.\\pipe\\vocom-bar-${randomBytes(16).toString('hex')}`
  return join(folder, `${nameOf(userData)}.sock`)
}

function isWritten(path: string, door: Door): boolean {
  try {
    writeOwn(path, JSON.stringify(door))
    return readDoor(path)?.secret === door.secret
  } catch {
    return false
  }
}

/** Links are not followed, and opening a pipe without a writer does not block. */
const NO_LINK = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** The contents of a file that only this user can have written and can read; null for any other file. */
function readDoor(path: string): Door | null {
  try {
    const file = openSync(path, process.platform === 'win32' ? constants.O_RDONLY : NO_LINK)
    try {
      return isOnlyOurs(file) ? doorSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null
    } finally {
      closeSync(file)
    }
  } catch {
    return null
  }
}

function isOnlyOurs(file: number): boolean {
  const found = fstatSync(file)
  if (!found.isFile()) return false
  // On Windows the access list of the user's profile protects the file.
  return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0)
}
