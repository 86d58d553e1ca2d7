import { expect, it } from 'vitest'
import { epochSeconds } from '../../../../src/shared/time'
import { branch } from '../../../../src/shared/ids'
import { say } from '../../../../src/shared/i18n/say'
import { countOf, countsOf, countsSentence, sortTeam, teamOf } from '../../../../src/shared/team/team'

const row = (name: string, status: string, answered: number | null) => ({
  name,
  status,
  branch: branch('2000'),
  first_login: epochSeconds(1_578_679_731),
  answered_count: answered,
  answered_duration: 60,
  not_answered_count: 1,
  outbound_count: 2,
  outbound_duration: 30,
})

const team = teamOf([
  {
    queue: 'A',
    lists: {
      loggedIn: [row('Bia', 'On Break', 9), row('Ana', 'Available', 3)],
      loggedOut: [row('Caio', 'Logged Out', null)],
    },
  },
  { queue: 'B', lists: { loggedIn: [row('Ana', 'Available', 3)], loggedOut: [] } },
])

it('does not show the figures of another day as today’s', () => {
  const lists = { loggedIn: [row('Ana', 'Available', 3)], loggedOut: [] }
  const shown = (dayBegan: number) => teamOf([{ queue: 'A', lists }], epochSeconds(dayBegan))[0]
  expect(shown(1_578_679_731)).toMatchObject({ answered: 3, firstLogin: 1_578_679_731 })
  expect(shown(1_578_679_732)).toMatchObject({
    standing: 'available',
    firstLogin: null,
    answered: null,
    missed: null,
    outbound: null,
    talkedSeconds: null,
  })
})

it('shows the available first, each colleague once, with all queues', () => {
  expect(team.map(({ name }) => name)).toEqual(['Ana', 'Bia', 'Caio'])
  expect(team[0]).toMatchObject({
    queues: ['A', 'B'],
    outbound: 2,
    talkedSeconds: 90,
    firstLogin: 1_578_679_731,
  })
})

it('counts by queue and standing', () => {
  expect(countsOf(team)).toEqual([
    { queue: 'A', available: 1, onBreak: 1, loggedOut: 1, other: 0 },
    { queue: 'B', available: 1, onBreak: 0, loggedOut: 0, other: 0 },
  ])
})

it('sorts by a column, those without a value last either way', () => {
  expect(sortTeam(team, 'answered', true).map(({ name }) => name)).toEqual(['Bia', 'Ana', 'Caio'])
  expect(sortTeam(team, 'answered', false).map(({ name }) => name)).toEqual(['Ana', 'Bia', 'Caio'])
})

it('counts everybody, also those whose state only the PABX has a word for', () => {
  const wrapping = { loggedIn: [row('Duda', 'Wrap Up', 1), row('Ana', 'Available', 3)], loggedOut: [] }
  expect(countOf(teamOf([{ queue: 'A', lists: wrapping }]))).toEqual({
    available: 1,
    onBreak: 0,
    loggedOut: 0,
    other: 1,
  })
  const say1 = (other: number) => say(countsSentence({ available: 1, onBreak: 0, loggedOut: 2, other }), 'en')
  expect(say1(0)).toBe('1 available (may be in a call), 0 on break, 2 logged out')
  expect(say1(1)).toBe('1 available (may be in a call), 0 on break, 2 logged out, 1 other')
})
