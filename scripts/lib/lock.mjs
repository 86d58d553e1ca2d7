import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { reasonOf, say, Stop } from './say.mjs'

const CHECK_EVERY_MS = 200

/**
 * Does the work while no other process holds the same lock file. Waits for a living holder, saying so once, and takes
 * over from one that died.
 */
export function withLock(file, work) {
  let told = false
  while (!take(file)) {
    const holder = holderOf(file)
    if (holder !== undefined && !isAlive(holder)) {
      dropStale(file, holder)
      continue
    }
    if (!told) say(`Waiting for another set-up to finish (process ${holder ?? '?'})…`)
    told = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, CHECK_EVERY_MS)
  }
  try {
    return work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** Creates the lock together with its content, so that nobody ever reads an empty one. */
function take(file) {
  const mine = `${file}.${process.pid}`
  try {
    writeFileSync(mine, String(process.pid))
    linkSync(mine, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw new Stop(`Cannot write ${file}: ${reasonOf(error)}.`)
  } finally {
    rmSync(mine, { force: true })
  }
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Moves the dead holder's lock away; if a third process was quicker and it is that one's lock, puts it back. */
function dropStale(file, dead) {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
    if (holderOf(aside) !== dead) linkSync(aside, file)
  } catch {
    // Somebody else dropped it first: the next round sees what is there.
  } finally {
    rmSync(aside, { force: true })
  }
}
