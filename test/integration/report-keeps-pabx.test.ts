import { expect, it } from 'vitest'
import { wallTime } from '../../src/shared/time'
import type { CommandId } from '../../src/shared/commands/table'
import { act } from '../support/pabx'
import { startSimulator } from '../../src/simulator/simulator'
import { deafEngine } from '../support/report-engine'
import { startShift } from '../support/simulated'

const asked = (simulator: Awaited<ReturnType<typeof startSimulator>>): number =>
  simulator.controls.journal.filter(({ endpoint }) => endpoint === 'listDialer').length

it('a report asks the PABX that it began with to its end, whatever the settings say by then', async () => {
  const rows: unknown[] = []
  let paused: (() => void) | null = null
  const shift = await startShift(null, null, {
    reports: {
      openEngine: () =>
        deafEngine(({ name, ask }) => {
          if (name === 'append') rows.push(...ask.rows)
          paused?.()
        }),
      askPath: () => Promise.resolve(null),
      listSeparator: () => Promise.resolve(null),
      wallNow: () => wallTime(Date.now()),
    },
  })
  const other = await startSimulator({ clock: 'manual' })
  try {
    act(shift.simulator, 'records', { dialer: 9_000, from: '2020-09-01', to: '2020-09-30' })
    const press = (id: CommandId, argument?: unknown) =>
      shift.bar.bus.dispatch({ id, argument, source: id.startsWith('reports') ? 'reports' : 'settings' })
    const view = () => shift.bar.pushed('reports').report
    paused = () => {
      void press('reports.pause')
      paused = null
    }
    await press('reports.begin', { kind: 'dialer', from: '2020-09-01', to: '2020-09-30', filters: {} })
    await expect.poll(() => view()?.status).toBe('paused')
    const saved = await press('settings.save', {
      values: { 'pabx.baseUrl': other.url },
      key: 'another-key-of-another-pabx',
      session: true,
      leaving: 'stay',
    })
    expect(saved).toEqual({ ok: true })
    expect(view()?.remarks).toEqual([{ key: 'report_of_former_settings' }])
    await press('reports.resume')
    await expect.poll(() => view()?.status).toBe('done')
    expect(rows).toHaveLength(9_000)
    expect(asked(other)).toBe(0)
    expect(asked(shift.simulator)).toBeGreaterThanOrEqual(5)
  } finally {
    await shift.end()
    await other.close()
  }
})
