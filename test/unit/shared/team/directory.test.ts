import { describe, expect, it } from 'vitest'
import { branch as toBranch } from '../../../../src/shared/ids'
import { byQueue, inOrderOfUse, matching, sectionsOf } from '../../../../src/shared/team/directory'
import type { Standing } from '../../../../src/shared/snapshot/state'
import type { TeamMember } from '../../../../src/shared/team/team'

const member = (name: string, standing: Standing, branch: string, queues = ['A']): TeamMember => ({
  name,
  standing,
  status: standing,
  branch: toBranch(branch),
  queues,
  firstLogin: null,
  answered: null,
  missed: null,
  outbound: null,
  talkedSeconds: null,
})
const team = [
  member('SUPORTE.ANA', 'available', '2001'),
  member('SUPORTE.JOÃO', 'available', '2002', ['A', 'B']),
  member('VENDAS.BIA', 'onBreak', '2003', ['B']),
  member('VENDAS.CAIO', 'loggedOut', ''),
]
const names = (members: readonly TeamMember[]): string[] =>
  members.map(({ name }) => name.split('.')[1] ?? '')

describe('who is meant', () => {
  it('is found by part of a name, without accents, or by the beginning of an extension', () => {
    expect(names(matching(team, 'joa'))).toEqual(['JOÃO'])
    expect(names(matching(team, ' VENDAS '))).toEqual(['BIA', 'CAIO'])
    expect(names(matching(team, '200'))).toEqual(['ANA', 'JOÃO', 'BIA'])
    expect(matching(team, '003')).toEqual([])
    expect(matching(team, '')).toBe(team)
  })
})

describe('the order', () => {
  it('puts who is free before a favourite who is not', () => {
    expect(names(inOrderOfUse(team, { favourites: ['VENDAS.BIA'], recent: [] }))[0]).toBe('ANA')
    expect(names(inOrderOfUse(team, { favourites: ['SUPORTE.JOÃO'], recent: [] }))[0]).toBe('JOÃO')
    expect(names(inOrderOfUse(team, { favourites: [], recent: ['2002'] }))[0]).toBe('JOÃO')
  })

  it('to look through has favourites on top, then the last used; nobody stands there twice', () => {
    const sections = sectionsOf(team, { favourites: ['VENDAS.CAIO', 'GONE'], recent: ['2003', '0800'] })
    expect(sections.map(({ of, members }) => [of, names(members)])).toEqual([
      ['favourites', ['CAIO']],
      ['recent', ['BIA']],
      ['others', ['ANA', 'JOÃO']],
    ])
    expect(sectionsOf([], { favourites: [], recent: [] })).toEqual([])
  })
})

it('by queue, who works in two stands in both', () => {
  expect(byQueue(team).map(({ queue, members }) => [queue, names(members)])).toEqual([
    ['A', ['ANA', 'JOÃO', 'CAIO']],
    ['B', ['JOÃO', 'BIA']],
  ])
})
