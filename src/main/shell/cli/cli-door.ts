import { keptFiles } from '../../core/persistence/kept-files'
import { randomBytes } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { newNumber } from '../../core/cli/cli-proof'
import { writeOwn } from '../storage/own-file'
import { nameOf, runtimeFolder, runtimePlaces } from '../start/own-folders'

/*
 * Where a running bar listens, and the secret that proves it: written into a file that only this user can read, beside
 * the settings. Whoever asks finds it there by the same path, whatever their session says about folders.
 */

const doorSchema = z.object({ address: z.string().min(1).max(300), secret: z.string().min(32).max(100) })
export type Door = z.output<typeof doorSchema>

export type OpenedDoor = Door & {
  /** Folders meant for it that somebody else holds. */
  readonly taken: readonly string[]
  /** Whether the file is there and still this door's. */
  readonly isThere: () => boolean
  readonly close: () => void
}

const besideSettings = (userData: string): string => join(userData, keptFiles.door)
const inSession = (folder: string, userData: string): string => join(folder, `${nameOf(userData)}.door.json`)

/** A door that nobody else knows; throws where there is no place for it. */
export function openDoor(userData: string): OpenedDoor {
  const { folder, taken } = runtimeFolder()
  // One that was made for this door alone goes with it.
  const leave = (): void => {
    if (!runtimePlaces().includes(folder)) rmSync(folder, { recursive: true, force: true })
  }
  const door: Door = { address: newAddress(folder, userData), secret: newNumber() }
  // A disk that takes no file, or keeps no rights of one, is no place for it.
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
      // A bar that has started since has a door of its own there.
      if (isThere()) rmSync(file, { force: true })
      leave()
    },
  }
}

/** The doors that may be a running bar's; one that a crash has left is among them. */
export const knownDoors = (userData: string): readonly Door[] =>
  [besideSettings(userData), ...runtimePlaces().map((folder) => inSession(folder, userData))].flatMap(
    (path) => readDoor(path) ?? [],
  )

function newAddress(folder: string, userData: string): string {
  // Everybody sees the names of pipes, and may make one first: nobody can guess this one.
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

/** Of a link nothing is read, and for a pipe that nobody writes to nobody waits. */
const NO_LINK = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** What stands in a file that this user alone can have written and can read; null for any other. */
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
  // On Windows the profile's own list of rights says so.
  return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0)
}
