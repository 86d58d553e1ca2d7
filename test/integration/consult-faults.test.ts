import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { steadyTime } from '../../src/shared/time'
import type { Outcome } from '../../src/shared/outcome'
import { say } from '../../src/shared/i18n/say'
import type { CommandId } from '../../src/shared/commands/table'
import type { EndpointName } from '../../src/shared/vocom/endpoints'
import { isFaultName, type FaultName } from '../../src/simulator/faults'
import { endpoints } from '../../src/shared/vocom/endpoints'
import { createVocomClient } from '../../src/main/core/pabx/vocom-client'
import type { Simulator } from '../../src/simulator/simulator'
import { act, profileNames, startPabx } from '../support/pabx'
import { startShift, type Shift } from '../support/simulated'
import { matrix, readable } from './faults'

/*
 * Each step of a consultation and of its end, with each fault of the demo PABX at that step: what went over the wire,
 * and what the agent was told.
 */

type Case = { readonly command: CommandId; readonly endpoint: EndpointName; readonly step: number }
const cases: readonly Case[] = [
  { command: 'call.consult', endpoint: 'hold', step: 0 },
  { command: 'call.consult', endpoint: 'dial', step: 1 },
  { command: 'call.handOver', endpoint: 'hangUp', step: 0 },
  { command: 'call.handOver', endpoint: 'transfer', step: 1 },
]
const CUSTOMER = '1133334444'
const COLLEAGUE = '2008'
/** So long the bar waits here for an answer that comes late or never; in earnest it would take minutes. */
const DEADLINE_MS = 600
const slow = new Set<string>(['silence', 'silenceAfter', 'trickle', 'slow12s'])

const rows = [
  ...matrix.flatMap(({ fault, kind, acted }) => (isFaultName(fault) ? [{ fault, kind, acted }] : [])),
  { fault: 'silenceAfter', kind: 'timed_out', acted: 'maybe' },
  { fault: 'slow12s', kind: 'timed_out', acted: 'maybe' },
] as const
/** As the bar reads it: some refusals of a hang-up say that there is nothing left to hang up. */
const isDone = (endpoint: EndpointName, kind: string): boolean =>
  endpoint === 'hangUp' && kind === 'not_found_failed'

describe.each(profileNames)('a consultation under the profile %s', (profile) => {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startPabx(profile)
  })
  afterAll(() => simulator.close())

  let impatientOf: EndpointName | null = null
  const begin = (): Promise<Shift> =>
    startShift(
      {
        state: null,
        settings: {
          pabx: { baseUrl: simulator.url, companyId: simulator.controls.world.companyId },
          agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE'] },
          language: 'en',
        },
      },
      simulator,
      {
        pabx: (connection) => {
          const client = createVocomClient({ connection, now: () => steadyTime(Date.now()) })
          return {
            ...client,
            call: (name, request, options) =>
              client.call(name, request, {
                ...options,
                ...(name === impatientOf ? { deadlineMs: DEADLINE_MS } : {}),
              }),
          }
        },
      },
    )

  const wire = (from: number) =>
    simulator.controls.journal.slice(from).flatMap(({ endpoint, fields }) => {
      if (!endpoints[endpoint].acts) return []
      const { call_id: id, to } = fields as { readonly call_id?: string; readonly to?: string }
      return [{ endpoint, ...(id === undefined ? {} : { id }), ...(to === undefined ? {} : { to }) }]
    })

  async function meet({ command, endpoint }: Case, fault: FaultName) {
    const shift = await begin()
    try {
      const { bar } = shift
      const press = (id: CommandId, argument?: unknown): Promise<Outcome> =>
        bar.bus.dispatch({ id, argument, source: 'bar' })
      await press('agent.login')
      const customer = act(simulator, 'inbound', { agent: 'DEV', number: CUSTOMER })
      act(simulator, 'answer', { call_id: customer })
      await press('call.adopt', { id: customer, number: CUSTOMER })
      if (command === 'call.handOver') await press('call.consult', COLLEAGUE)
      const colleague = bar.store.get().calls.at(-1)?.id ?? ''
      act(simulator, 'fault', { endpoint, fault, times: 1 })
      if (slow.has(fault)) impatientOf = endpoint
      const from = simulator.controls.journal.length
      const outcome = await press(command, command === 'call.consult' ? COLLEAGUE : undefined)
      const sent = wire(from)
      const { calls, plan, notices } = bar.store.get()
      return { outcome, sent, calls, plan, notices, customer, colleague }
    } finally {
      impatientOf = null
      act(simulator, 'calm', {})
      await shift.end()
      for (const { id } of simulator.controls.world.calls) act(simulator, 'remote-hangup', { call_id: id })
    }
  }

  const expected = (command: CommandId, customer: string, colleague: string) =>
    command === 'call.consult'
      ? [
          { endpoint: 'hold', id: customer },
          { endpoint: 'dial', to: COLLEAGUE },
        ]
      : [
          { endpoint: 'hangUp', id: colleague },
          { endpoint: 'transfer', id: customer, to: COLLEAGUE },
        ]

  describe.each(cases)('$command at $endpoint', (at) => {
    it.each(rows)('with $fault', async ({ fault, kind, acted }) => {
      const { outcome, sent, calls, plan, notices, customer, colleague } = await meet(at, fault)
      const whole = expected(at.command, customer, colleague)
      expect(plan).toBeNull()
      if (isDone(at.endpoint, kind)) {
        expect(sent).toEqual(whole)
        expect(outcome).toMatchObject({ ok: true })
        return
      }
      // Nothing twice, nothing of another id, and nothing after what was refused or is not known.
      expect(sent).toEqual(whole.slice(0, at.step + 1))
      const isUnknown = acted !== 'no'
      expect(outcome).toMatchObject({ ok: false, why: isUnknown ? 'unknown' : 'failed' })
      expect(calls.some(({ id }) => id === customer)).toBe(
        !(kind === 'not_found_failed' && at.endpoint !== 'dial'),
      )
      if (outcome.ok) return
      const told = say(outcome.sentence, 'en')
      expect(told).toContain('Nothing after that was sent.')
      const words: Partial<Record<EndpointName, string>> = {
        hold: 'stopped at “Hold”',
        dial: 'stopped at “Dial”',
        hangUp: 'stopped at “Hang up”',
        transfer: 'stopped at “Transfer”',
      }
      expect(told).toContain(words[at.endpoint])
      expect(notices.map(({ sentence }) => say(sentence, 'en')).join('\n')).toContain(told)
      if (at.endpoint === 'hangUp') {
        expect(calls.map(({ id }) => id)).toEqual([customer, colleague])
        const where = isUnknown ? 'hang up on the phone' : 'Both calls are still here: hang up'
        expect(told).toContain(where)
      }
      if (at.endpoint === 'hold') {
        const held = calls.find(({ id }) => id === customer)
        expect(held?.heldSince ?? null).toBeNull()
        expect(held?.holdDoubtful ?? false).toBe(isUnknown)
      }
      if (at.endpoint === 'dial')
        expect(calls.filter(({ phase }) => phase === 'doubtful')).toHaveLength(isUnknown ? 1 : 0)
      if (at.endpoint === 'transfer' && kind !== 'not_found_failed')
        expect(calls[0]?.maybeTransferredTo ?? null).toBe(isUnknown ? COLLEAGUE : null)
    })
  })

  it.each(readable)('goes through with %s at each step', async (fault) => {
    for (const at of cases) {
      const { outcome, sent, customer, colleague } = await meet(at, fault)
      expect(outcome, at.endpoint).toMatchObject({ ok: true })
      expect(sent).toEqual(expected(at.command, customer, colleague))
    }
  })
})

describe.each(profileNames)('a phone of one line under the profile %s', (profile) => {
  it('takes no second call: that is remembered until it does, and the customer is taken back', async () => {
    const simulator = await startPabx(profile, { lines: 1 })
    const shift = await startShift(null, simulator)
    try {
      const { bar } = shift
      const press = (id: CommandId, argument?: unknown): Promise<Outcome> =>
        bar.bus.dispatch({ id, argument, source: 'bar' })
      await press('call.dial', CUSTOMER)
      expect(await press('call.consult', COLLEAGUE)).toMatchObject({
        ok: false,
        why: 'failed',
        sentence: { key: 'plan_stopped', values: { step: { key: 'command_dial' } } },
      })
      expect(bar.store.get()).toMatchObject({ seemsSingleLine: true, calls: [{ number: CUSTOMER }] })
      expect(await press('call.retrieve')).toEqual({ ok: true })
      act(simulator, 'manners', { lines: 2 })
      expect(await press('call.consult', COLLEAGUE)).toMatchObject({ ok: true })
      expect(bar.store.get().seemsSingleLine).toBe(false)
      expect(await press('call.handOver')).toMatchObject({ ok: true })
      const acting = simulator.controls.journal.filter(({ endpoint }) => endpoints[endpoint].acts)
      expect(acting.map(({ endpoint }) => endpoint).join(' ')).toBe(
        'dial hold dial retrieve hold dial hangUp transfer',
      )
    } finally {
      await shift.end()
      await simulator.close()
    }
  })
})
