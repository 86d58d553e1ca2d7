import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { channels } from '../../../../../src/shared/ipc/channels'

const PID = 7
const metric = { pid: PID, cpu: { cumulativeCPUUsage: 0 } }
vi.mock('electron', () => ({ app: { getAppMetrics: () => [metric] } }))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  metric.cpu.cumulativeCPUUsage = 0
})
afterEach(() => vi.useRealTimers())

/** A page that is watched; `pass` lets time go by in which it uses that share of a processor. */
async function watchedPage() {
  const { watchHeartbeat } = await import('../../../../../src/main/shell/windows/heartbeat')
  const ipc = new EventEmitter()
  const isDevToolsOpened = vi.fn(() => false)
  const contents = Object.assign(new EventEmitter(), {
    ipc,
    isLoading: () => false,
    getOSProcessId: () => PID,
    isDevToolsOpened,
  })
  const hangs = vi.fn()
  watchHeartbeat(contents as unknown as WebContents, hangs)
  const pass = (milliseconds: number, share: number): void => {
    for (let passed = 0; passed < milliseconds; passed += 100) {
      metric.cpu.cumulativeCPUUsage += share / 10
      vi.advanceTimersByTime(100)
    }
  }
  return { contents, isDevToolsOpened, hangs, pass, report: () => ipc.emit(channels.alive) }
}

it('a silent page that keeps a processor busy hangs', async () => {
  const { hangs, pass } = await watchedPage()
  pass(2_600, 1)
  expect(hangs).not.toHaveBeenCalled()
  pass(200, 1)
  expect(hangs).toHaveBeenCalledOnce()
})

it.each([0, 0.5])('a silent page that gets %d of a processor hangs after ten seconds', async (share) => {
  const { hangs, pass } = await watchedPage()
  pass(9_900, share)
  expect(hangs).not.toHaveBeenCalled()
  pass(900, share)
  expect(hangs).toHaveBeenCalledOnce()
})

it('a page that reports again in time does not hang, and is watched on', async () => {
  const { hangs, pass, report } = await watchedPage()
  for (let time = 0; time < 3; time++) {
    pass(6_000, 0.5)
    report()
  }
  pass(2_100, 1)
  expect(hangs).not.toHaveBeenCalled()
  pass(700, 1)
  expect(hangs).toHaveBeenCalledOnce()
})

it('a page that is loading is not watched', async () => {
  const { contents, hangs, pass } = await watchedPage()
  contents.emit('did-start-loading')
  pass(20_000, 1)
  expect(hangs).not.toHaveBeenCalled()
})

it('a page that a developer inspects is not watched, and is watched again afterwards', async () => {
  const { contents, isDevToolsOpened, hangs, pass, report } = await watchedPage()
  isDevToolsOpened.mockReturnValue(true)
  contents.emit('devtools-opened')
  report()
  pass(20_000, 1)
  expect(hangs).not.toHaveBeenCalled()
  isDevToolsOpened.mockReturnValue(false)
  report()
  pass(2_800, 1)
  expect(hangs).toHaveBeenCalledOnce()
})
