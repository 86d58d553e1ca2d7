import { EventEmitter } from 'node:events'
import { app, type BrowserWindow } from 'electron'
import { afterEach, expect, it, vi } from 'vitest'
import type { Bar } from '../../../../../src/main/core/kernel/bar'
import { stopOnQuit } from '../../../../../src/main/shell/start/stop-on-quit'
import type { BarUpdater } from '../../../../../src/main/shell/updates/updater'

const quits = vi.hoisted((): string[] => [])

vi.mock('electron', async () => {
  const events = await import('node:events')
  return {
    app: Object.assign(new events.EventEmitter(), { quit: () => quits.push('quit') }),
    autoUpdater: new events.EventEmitter(),
    powerMonitor: new events.EventEmitter(),
  }
})

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
afterEach(() => {
  for (const signal of signals) process.removeAllListeners(signal)
})

it('a bar that cannot be stopped in order ends all the same', async () => {
  const errors: string[] = []
  stopOnQuit(
    { stop: () => Promise.reject(new Error('a bug')) } as Partial<Bar> as Bar,
    new EventEmitter() as unknown as BrowserWindow,
    () => undefined,
    {} as BarUpdater,
    { info: () => undefined, warn: () => undefined, error: (message) => errors.push(message) },
  )
  app.emit('before-quit', { preventDefault: () => undefined })
  await vi.waitFor(() => expect(quits).toEqual(['quit']))
  expect(errors).toEqual(['bug in stopping'])
})
