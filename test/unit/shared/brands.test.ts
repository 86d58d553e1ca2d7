import { expect, expectTypeOf, it } from 'vitest'
import { callById, callByKey, callNamed } from '../../../src/shared/calls/calls'
import { branch, callId, callKey, intentId } from '../../../src/shared/ids'
import type { Branch, CallId, CallKey, IntentId } from '../../../src/shared/ids'
import type { RequestOf } from '../../../src/shared/vocom/endpoints'
import { epochSeconds, later, pabxTime, steadyTime, wallTime } from '../../../src/shared/time'
import type { EpochSeconds, PabxTime, SteadyTime, WallTime } from '../../../src/shared/time'
import { timeOfDay } from '../../../src/shared/snapshot/view'
import { inCall } from '../../support/calls'

it('no id passes for another, nor a plain text for any of them', () => {
  expectTypeOf<string>().not.toExtend<CallKey | CallId | IntentId | Branch>()
  expectTypeOf<CallKey>().not.toExtend<CallId | IntentId | Branch>()
  expectTypeOf<CallId>().not.toExtend<CallKey | IntentId | Branch>()
  expectTypeOf<IntentId>().not.toExtend<CallKey | CallId | Branch>()
  expectTypeOf<Branch>().not.toExtend<CallKey | CallId | IntentId>()
  // What is looked up by the wrong one is not found, so a mistake would be silent without the compiler.
  const [key, id] = [callKey('k1'), callId('call-1')]
  expect([callByKey(inCall, key), callById(inCall, id)]).toEqual([inCall.call, inCall.call])
  // @ts-expect-error the key and not the id
  expect(callByKey(inCall, id)).toBeNull()
  // @ts-expect-error the id and not the key
  expect(callById(inCall, key)).toBeNull()
  // @ts-expect-error a text that nobody has called an id
  expect(callNamed(inCall, 'call-2')).toBeNull()
})

it('a request takes the id of a call and an extension for themselves alone', () => {
  expectTypeOf<RequestOf<'hangUp'>['call_id']>().toEqualTypeOf<CallId>()
  expectTypeOf<RequestOf<'login'>['branch']>().toEqualTypeOf<Branch>()
  expectTypeOf<RequestOf<'dial'>['to']>().toEqualTypeOf<string>()
})

it('a branded text is the text itself', () => {
  expect([branch('2000'), callId('c'), callKey('k'), intentId('i')]).toEqual(['2000', 'c', 'k', 'i'])
})

it('no moment passes for one of another clock, nor a plain number for any of them', () => {
  expectTypeOf<number>().not.toExtend<SteadyTime | WallTime | PabxTime | EpochSeconds>()
  expectTypeOf<SteadyTime>().not.toExtend<WallTime | PabxTime | EpochSeconds>()
  expectTypeOf<WallTime>().not.toExtend<SteadyTime | PabxTime | EpochSeconds>()
  expectTypeOf<PabxTime>().not.toExtend<SteadyTime | WallTime | EpochSeconds>()
  expectTypeOf<EpochSeconds>().not.toExtend<SteadyTime | WallTime | PabxTime>()
  const [shown, ahead] = [steadyTime(5_000), { clockAhead: 2_000 }]
  const wall = timeOfDay(ahead, shown)
  // @ts-expect-error subtracted twice
  expect([wall, timeOfDay(ahead, wall)]).toEqual([3_000, 1_000])
})

it('a later moment is one of the same clock, and a difference is a plain number', () => {
  const [one, two] = [later(pabxTime(60), 60), later(epochSeconds(60), -60)]
  expectTypeOf(one).toEqualTypeOf<PabxTime>()
  expectTypeOf(two).toEqualTypeOf<EpochSeconds>()
  expectTypeOf(wallTime(2) - wallTime(1)).toEqualTypeOf<number>()
  expect([one, two]).toEqual([120, 0])
})
