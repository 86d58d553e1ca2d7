import type { LookupAddress } from 'node:dns'
import { expect, it } from 'vitest'
import { createNames } from '../../../../../../src/main/core/pabx/network/names'

const six = { address: '2001:db8::1', family: 6 }
const four = { address: '192.0.2.1', family: 4 }

type Answer = (error: Error | null, addresses: readonly LookupAddress[]) => void

function setUp() {
  const asked: { name: string; answer: Answer }[] = []
  const names = createNames((name, answer) => void asked.push({ name, answer }))
  const find = (name: string, all = true): Promise<unknown> =>
    new Promise((resolve) =>
      names.lookup(name, { all }, (error, found, family) =>
        resolve(error?.message ?? (family === undefined ? found : { address: found, family })),
      ),
    )
  return { asked, names, find }
}

it('asks once for a name that several connections want', async () => {
  const { asked, find } = setUp()
  const both = Promise.all([find('pabx'), find('pabx')])
  expect(asked).toHaveLength(1)
  asked[0]?.answer(null, [six, four])
  expect(await both).toEqual([
    [four, six],
    [four, six],
  ])
  void find('pabx')
  expect(asked).toHaveLength(2)
})

it('tries the family first that was connected to last', async () => {
  const { asked, names, find } = setUp()
  names.worked('IPv6')
  const found = find('pabx')
  asked[0]?.answer(null, [four, six])
  expect(await found).toEqual([six, four])
  const single = find('pabx', false)
  asked[1]?.answer(null, [four, six])
  expect(await single).toEqual(six)
})

it('asks the name server of another network, whatever the old one still owes', async () => {
  const { asked, names, find } = setUp()
  const old = find('pabx')
  names.forget()
  const fresh = find('pabx')
  expect(asked).toHaveLength(2)
  asked[1]?.answer(null, [four])
  expect(await fresh).toEqual([four])
  asked[0]?.answer(new Error('no answer'), [])
  expect(await old).toBe('no answer')
})
