import { describe, expect, it } from 'vitest'
import {
  greeting,
  newNumber,
  readGreeting,
  readHello,
  readSaid,
  hello,
  said,
  type Conversation,
} from '../../../../../src/main/core/cli/cli-proof'

const conversation: Conversation = { secret: newNumber(), askers: newNumber(), bars: newNumber() }
const elsewhere: Conversation = { ...conversation, secret: newNumber() }

describe('what the bar and a program that asks it say to each other', () => {
  it('is heard by the other one', () => {
    const { secret, askers } = conversation
    expect(readHello(hello(askers))).toBe(askers)
    expect(readGreeting(greeting(conversation), secret, askers)).toEqual(conversation)
    expect(readSaid(said(conversation, 'question', '["--status"]'), conversation, 'question')).toBe(
      '["--status"]',
    )
  })

  it('never holds the secret', () => {
    const all = [hello(conversation.askers), greeting(conversation), said(conversation, 'answer', 'done')]
    expect(all.join()).not.toContain(conversation.secret)
  })

  it.each<[string, Conversation]>([
    ['another secret', elsewhere],
    ['another number of the bar', { ...conversation, bars: newNumber() }],
    ['another number of the asker', { ...conversation, askers: newNumber() }],
  ])('proves nothing with %s', (_what, other) => {
    expect(() => readSaid(said(other, 'question', '[]'), conversation, 'question')).toThrow('proves nothing')
    if (other.bars === conversation.bars)
      expect(() => readGreeting(greeting(other), conversation.secret, conversation.askers)).toThrow(
        'proves nothing',
      )
  })

  it('cannot be changed on its way, nor said by the other side', () => {
    const changed = said(conversation, 'question', '["--dial","1"]').replace('1', '2')
    expect(() => readSaid(changed, conversation, 'question')).toThrow('proves nothing')
    expect(() => readSaid(said(conversation, 'question', 'x'), conversation, 'answer')).toThrow(
      'proves nothing',
    )
  })
})
