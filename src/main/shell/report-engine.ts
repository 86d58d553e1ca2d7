import { utilityProcess } from 'electron'
import { join } from 'node:path'
import * as z from 'zod'
import type { Engine } from '../core/reports/engine'
import type { Logger } from '../core/ports'
import { appFile } from './app-files'

const answer = z.object({ id: z.number(), ok: z.boolean(), answer: z.unknown(), code: z.string().optional() })

/** Starts the engine that holds a report's rows, in a process of its own; its folder is emptied first. */
export function openReportEngine(userData: string, log: Logger): Engine {
  const child = utilityProcess.fork(
    appFile('out', 'main', 'report-engine.js'),
    [join(userData, 'report')],
    // An environment of its own: nothing of ours concerns it.
    { serviceName: 'Vocom Bar reports', stdio: 'ignore', env: {} },
  )
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let calls = 0
  let ended = false
  child.on('message', (data: unknown) => {
    const told = answer.parse(data)
    const asker = waiting.get(told.id)
    waiting.delete(told.id)
    if (told.ok) asker?.resolve(told.answer as never)
    else asker?.reject(Object.assign(new Error(String(told.answer)), { code: told.code }))
  })
  child.once('exit', (code) => {
    ended = true
    if (waiting.size > 0) log.warn('the engine of the reports ended', { code })
    for (const { reject } of waiting.values()) reject(new Error('the engine ended'))
    waiting.clear()
  })
  return {
    call: (name, ask) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(new Error('the engine ended'))
          return
        }
        calls += 1
        waiting.set(calls, { resolve, reject })
        child.postMessage({ id: calls, name, ask })
      }),
    close: () => void child.kill(),
  }
}
