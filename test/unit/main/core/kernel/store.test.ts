import { describe, expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { notice } from '../../../../../src/shared/snapshot/notices'
import type { AgentEvent } from '../../../../../src/shared/snapshot/events'
import { createStore } from '../../../../../src/main/core/kernel/store'
import { readySnapshot } from '../../../../support/core'

const noticed = (id: string): AgentEvent => ({
  type: 'noticed',
  notice: notice(`queue-${id}`, 'info', { key: 'bug' }, steadyTime(0)),
})

const start = () => {
  const bugs: unknown[] = []
  return { store: createStore(readySnapshot, (bug) => bugs.push(bug)), bugs }
}

describe('the store', () => {
  it('reports a listener that throws, tells the others, and lets its caller go on', () => {
    const { store, bugs } = start()
    const heard: string[] = []
    const bug = new Error('boom')
    store.subscribe(() => heard.push('first'))
    store.subscribe(() => {
      throw bug
    })
    store.subscribe(() => heard.push('last'))
    store.apply(noticed('n'))
    store.apply(noticed('m'))
    expect(heard).toEqual(['first', 'last', 'first', 'last'])
    expect(bugs).toEqual([bug, bug])
  })

  it('tells each listener of every change in the order in which they happened', () => {
    const { store } = start()
    const revisions: (readonly [number, number])[] = []
    // One that answers a change with another, before the next listener has heard of the first.
    store.subscribe(({ notices }) => {
      if (notices.length === 1) store.apply(noticed('answer'))
    })
    store.subscribe((now, before) => revisions.push([before.revision, now.revision]))
    store.apply(noticed('question'))
    expect(revisions).toEqual([
      [0, 1],
      [1, 2],
    ])
    expect(store.get().notices.map(({ id }) => id)).toEqual(['queue-question', 'queue-answer'])
  })

  it('still tells of the change that was applied by a listener which throws afterwards', () => {
    const { store, bugs } = start()
    const revisions: number[] = []
    store.subscribe(({ notices }) => {
      if (notices.length !== 1) return
      store.apply(noticed('answer'))
      throw new Error('boom')
    })
    store.subscribe(({ revision }) => revisions.push(revision))
    store.apply(noticed('question'))
    store.apply(noticed('next'))
    expect(revisions).toEqual([1, 2, 3])
    expect(bugs).toHaveLength(1)
  })

  it('ends listeners that answer one another without end, and goes on', () => {
    const { store, bugs } = start()
    let turns = 0
    const stop = store.subscribe(() => store.apply(noticed(`n${++turns}`)))
    store.apply(noticed('n'))
    expect(bugs).toHaveLength(1)
    stop()
    const heard: number[] = []
    store.subscribe(({ revision }) => heard.push(revision))
    store.apply(noticed('n'))
    expect(heard).toEqual([store.get().revision])
  })
})
