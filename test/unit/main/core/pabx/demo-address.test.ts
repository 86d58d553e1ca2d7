import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { demoAddress } from '../../../../../src/main/core/pabx/demo-address'

const begin = () => {
  const child = new EventEmitter()
  const ended: number[] = []
  return { child, ended, pabx: demoAddress(child, (code) => ended.push(code)) }
}

it('is the one that the demo PABX tells, whatever else it says before', async () => {
  const { child, pabx } = begin()
  child.emit('message', 'good morning')
  child.emit('message', { listening: 'http://127.0.0.1:8099' })
  await pabx.settled
  expect(pabx.address()).toBe('http://127.0.0.1:8099')
})

it('is settled, and none, where the demo PABX ends before it listens', async () => {
  const { child, ended, pabx } = begin()
  child.emit('exit', 1)
  await pabx.settled
  expect([pabx.address(), ended]).toEqual(['', [1]])
})

it('is none once the demo PABX has ended', async () => {
  const { child, pabx } = begin()
  child.emit('message', { listening: 'http://127.0.0.1:8099' })
  await pabx.settled
  child.emit('exit', 9)
  expect(pabx.address()).toBe('')
})
