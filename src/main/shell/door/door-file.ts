import { createHash, randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DoorFile, Logger } from '../../core/kernel/ports'
import { keptFiles } from '../../core/persistence/kept-files'
import { writeOwn } from '../storage/own-file'

/** A range in which nothing well known listens. */
const [FIRST_PORT, PORTS] = [47_000, 1_000]
const TRIED = 10

/**
 * Where programs of the same user find the HTTP door, and what proves that they are this user's. The port is the same
 * at each start, so that it can be written into a device's own settings, and another one for each user.
 */
export function createDoorFile(userData: string, log: Logger): DoorFile {
  const path = join(userData, keptFiles.httpDoor)
  const first = createHash('sha256').update(userData).digest().readUInt16BE() % PORTS
  const secret = randomBytes(32).toString('base64url')
  return {
    secret,
    ports: Array.from({ length: TRIED }, (_none, next) => FIRST_PORT + ((first + next) % PORTS)),
    write: (port) => {
      try {
        writeOwn(path, `${JSON.stringify({ address: `http://127.0.0.1:${port}`, secret })}\n`)
        return true
      } catch (error) {
        log.warn('no place for the file of the HTTP door', error)
        return false
      }
    },
    remove: () => rmSync(path, { force: true }),
  }
}
