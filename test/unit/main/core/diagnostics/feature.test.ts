import { describe, expect, it } from 'vitest'
import { createDiagnosticsFeature } from '../../../../../src/main/core/diagnostics/feature'
import type { Surface } from '../../../../../src/shared/commands/declaration'
import { busOf, createFakeCore } from '../../../../support/core'

describe('a page that failed', () => {
  const fault = { where: 'bar', what: 'TypeError: no such thing' }
  const reporting = () => {
    const { core } = createFakeCore()
    const logged: unknown[] = []
    const log = { ...core.log, error: (message: string, details: unknown) => logged.push([message, details]) }
    const bus = busOf(core, createDiagnosticsFeature(log).handlers)
    const report = (source: Surface, argument: unknown = fault) =>
      bus.dispatch({ id: 'page.failed', argument, source })
    return { core, logged, report }
  }

  it.each(['bar', 'settings', 'reports'] as const)(
    'is logged, as %s reports it, and changes nothing',
    async (page) => {
      const { core, logged, report } = reporting()
      const before = core.store.get()
      expect(await report(page)).toEqual({ ok: true })
      expect(logged).toEqual([['a page failed', fault]])
      // A change would be pushed to the part that has just failed.
      expect(core.store.get()).toBe(before)
    },
  )

  it.each(['hotkey', 'tray', 'cli', 'http', 'link', 'companion'] as const)(
    'is not reported by %s',
    async (source) => {
      const { logged, report } = reporting()
      expect(await report(source)).toMatchObject({ ok: false, why: 'unknownCommand' })
      expect(logged).toEqual([])
    },
  )

  it.each([
    ['more text than a log should hold', { ...fault, what: 'x'.repeat(2_001) }],
    ['something besides', { ...fault, number: '11' }],
    ['nothing', null],
  ])('is not logged with %s', async (_what, argument) => {
    const { core, logged, report } = reporting()
    const before = core.store.get()
    expect(await report('bar', argument)).toMatchObject({ ok: false, why: 'badArgument' })
    expect(logged).toEqual([])
    expect(core.store.get()).toBe(before)
  })
})
