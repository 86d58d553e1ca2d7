import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createProxies } from '../../../../../../src/main/core/pabx/network/proxies'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const one = { host: 'one', port: 1 }
const two = { host: 'two', port: 2 }

function setUp() {
  const asked: { origin: string; answer: (text: string) => void }[] = []
  const proxies = createProxies((origin) => new Promise((resolve) => asked.push({ origin, answer: resolve })))
  return { asked, proxies, ways: () => proxies.waysTo('pabx', 443, 'system') }
}

it('keeps the answer, so that no later command waits for it', async () => {
  const { asked, ways } = setUp()
  const first = ways()
  expect(asked.map(({ origin }) => origin)).toEqual(['https://pabx:443'])
  asked[0]?.answer('PROXY one:1; PROXY two:2')
  expect(await first).toEqual([one, two])
  expect(await ways()).toEqual([one, two])
  expect(asked).toHaveLength(1)
})

it('goes without a proxy while the system thinks, and follows it once it has answered', async () => {
  const { asked, ways } = setUp()
  const first = ways()
  await vi.advanceTimersByTimeAsync(1_500)
  expect(await first).toEqual(['direct'])
  expect(await ways()).toEqual(['direct'])
  asked[0]?.answer('PROXY one:1')
  await vi.advanceTimersByTimeAsync(0)
  expect(await ways()).toEqual([one])
  expect(asked).toHaveLength(1)
})

it('after a failure asks again, once, while what is known is used', async () => {
  const { asked, proxies, ways } = setUp()
  const first = ways()
  asked[0]?.answer('PROXY one:1')
  await first
  proxies.lookAgain('pabx', 443)
  proxies.lookAgain('pabx', 443)
  expect(asked).toHaveLength(2)
  expect(await ways()).toEqual([one])
  asked[1]?.answer('PROXY two:2')
  await vi.advanceTimersByTimeAsync(0)
  expect(await ways()).toEqual([two])
})

it('tries the proxy first that worked, until the system is asked again', async () => {
  const { asked, proxies, ways } = setUp()
  const first = ways()
  asked[0]?.answer('PROXY one:1; PROXY two:2')
  await first
  proxies.worked('pabx', 443, two)
  expect(await ways()).toEqual([two, one])
})

it('goes by the way of before while the system finds out about another network', async () => {
  const { asked, proxies, ways } = setUp()
  const first = ways()
  asked[0]?.answer('PROXY one:1')
  await first
  proxies.forget()
  const second = ways()
  expect(asked).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1_500)
  expect(await second).toEqual([one])
})

it('takes no late answer of another network', async () => {
  const { asked, proxies, ways } = setUp()
  const first = ways()
  proxies.forget()
  const second = ways()
  asked[1]?.answer('PROXY two:2')
  expect(await second).toEqual([two])
  asked[0]?.answer('PROXY one:1')
  expect(await first).toEqual([one])
  expect(await ways()).toEqual([two])
})
