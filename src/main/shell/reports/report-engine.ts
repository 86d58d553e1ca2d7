import { utilityProcess } from 'electron'
import { randomUUID } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { keptFiles } from '../../core/persistence/kept-files'
import type { Engine, EngineCall, EngineCalls } from '../../core/reports/engine'
import type { Logger } from '../../core/kernel/ports'
import { leftPart } from '../../report-engine/left-part'
import { appFile } from '../start/app-files'

const answer = z.object({ id: z.number(), ok: z.boolean(), answer: z.unknown(), code: z.string().optional() })

/** Windows keeps the files of a killed process locked for a moment after it has ended. */
const removing = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 } as const

/**
 * Where reports store their rows: each run of the bar has a folder, and the folder above is emptied at the start,
 * because a bar that was killed left its own behind.
 */
export function createReportEngines(
  userData: string,
  log: Logger,
): { readonly open: (onLost: () => void) => Engine } {
  const base = join(userData, keptFiles.report)
  const emptied = emptyBase(base, log)
  return { open: (onLost) => openEngine(join(base, randomUUID()), emptied, onLost, log) }
}

/** Does not wait for the deletion of unfinished exports, which may be on a disk that does not respond. */
async function emptyBase(base: string, log: Logger): Promise<void> {
  for (const name of await readdir(base).catch(() => [])) {
    const part = await leftPart(join(base, name))
    if (part !== null) void removePart(part, log)
  }
  await rm(base, removing).catch((error: unknown) => log.error('rows of an earlier report', error))
}

const removePart = (part: string, log: Logger): Promise<void> =>
  rm(part, { force: true }).catch((error: unknown) => log.error('file of an export that was killed', error))

/** Starts the engine that stores a report's rows in that folder, as its own process. */
function openEngine(folder: string, emptied: Promise<void>, onLost: () => void, log: Logger): Engine {
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>()
  let calls = 0
  let ended = false
  let closing = false
  let child: Electron.UtilityProcess | null = null

  const started = emptied.then(() => {
    if (ended) return
    child = utilityProcess.fork(appFile('out', 'main', 'report-engine.js'), [folder], {
      serviceName: 'Vocom Bar reports',
      stdio: 'ignore',
      // The engine needs nothing from the bar's environment.
      env: {},
    })
    child.on('message', (data: unknown) => {
      const reply = answer.parse(data)
      const asker = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (reply.ok) asker?.resolve(reply.answer)
      else asker?.reject(Object.assign(new Error(String(reply.answer)), { code: reply.code }))
    })
    child.once('exit', (code) => {
      if (!closing) {
        log.warn('the engine of the reports ended', { code })
        // First, so that the report is known to be lost when the calls under way fail.
        onLost()
      }
      end()
    })
  })
  let gone: () => void = () => undefined
  const removed = new Promise<void>((resolve) => (gone = resolve)).then(async () => {
    const part = await leftPart(folder)
    await rm(folder, removing).catch((error: unknown) => log.error('rows of a report', error))
    if (part !== null) await removePart(part, log)
  })
  function end(): void {
    ended = true
    for (const { reject } of waiting.values()) reject(new Error('the engine ended'))
    waiting.clear()
    gone()
  }

  return {
    call: <Name extends EngineCall>(name: Name, ask: EngineCalls[Name]['ask']) =>
      new Promise<EngineCalls[Name]['answer']>((resolve, reject) => {
        if (ended) {
          reject(new Error('the engine ended'))
          return
        }
        calls += 1
        const id = calls
        waiting.set(id, { resolve: (answer) => resolve(answer as EngineCalls[Name]['answer']), reject })
        void started.then(() => child?.postMessage({ id, name, ask }))
      }),
    close: () => {
      closing = true
      if (child === null) end()
      else child.kill()
      return removed
    },
  }
}
