import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../../../src/shared/vocom/answer'
import { endpoints, type EndpointName } from '../../../../src/shared/vocom/endpoints'

const names = Object.keys(endpoints) as EndpointName[]
const notice = '<br />\n<b>Notice</b>:  Undefined index: x in <b>/var/www/a.php</b> on line <b>12</b><br />\n'
const done = JSON.stringify({ response: { command: 'login', status: 'ok', status_type: '' } })

describe('the envelope', () => {
  it.each([
    ['before it', notice + done],
    ['behind it', done + notice],
    ['on both sides, with braces of its own', `${notice}array { [0] => {"a": 1} } ${done}\n{"tail": {`],
    ['before it, after a mark of UTF-8', `\uFEFF${notice}${done}`],
  ])('is found with a notice of PHP %s', (_where, body) => {
    expect(readAnswer('login', 200, body)).toMatchObject({ ok: true })
  })

  it('is found behind any noise that holds no envelope', () => {
    const noise = fc.string({ unit: 'binary', maxLength: 300 }).filter((text) => !text.includes('"response"'))
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        expect(readAnswer('login', 200, `${before}<br />${done}${after}`)).toMatchObject({ ok: true })
      }),
    )
  })

  it('is read past braces and quotes inside its texts', () => {
    const result = [{ break_id: 'a', break_name: 'Pausa "}" {', break_timeout: '5', break_digit: '\\' }]
    const body = `${notice}${JSON.stringify({ response: { result, status: 'ok' } })} }`
    expect(readAnswer('getBreakList', 200, body)).toMatchObject({
      ok: true,
      value: { result: [{ break_name: 'Pausa "}" {', break_digit: '\\' }] },
    })
  })

  it('makes the body of a stranger no PABX, and a cut one unreadable', () => {
    const kindOf = (body: string) => {
      const answer = readAnswer('login', 200, body)
      return answer.ok ? 'ok' : answer.error.kind
    }
    expect(kindOf('<br /><b>Fatal error</b>: Uncaught Error in /var/www/a.php')).toBe('not_vocom')
    expect(kindOf('<html><script>var page = {"status":"ok"}</script></html>')).toBe('not_vocom')
    expect(kindOf(`${notice}${done.slice(0, -4)}`)).toBe('unreadable')
    expect(kindOf(done.slice(0, -4))).toBe('unreadable')
    expect(kindOf('{"status":null,"title":"Wi-Fi"}')).toBe('not_vocom')
  })

  it('is looked for behind a few beginnings only', () => {
    // With each of them read to the end of the text, this would take minutes.
    const hostile = '{"response":'.repeat(300_000)
    expect(readAnswer('login', 200, hostile).ok).toBe(false)
  })
})

describe('a status that is null', () => {
  const unsaid = JSON.stringify({ response: { call_id: null, status: null, status_type: null } })

  it.each(names)('%s: the PABX did not say, and the table says what that means', (name) => {
    expect(readAnswer(name, 200, unsaid)).toEqual({
      ok: false,
      error: { kind: 'unsaid', acted: endpoints[name].unsaid, httpStatus: 200 },
    })
  })

  it('may have been carried out where the call acts, but for a logout', () => {
    for (const name of names)
      expect(endpoints[name].unsaid, name).toBe(endpoints[name].acts && name !== 'logout' ? 'maybe' : 'no')
  })
})

describe('bounds', () => {
  const read = <Name extends EndpointName>(name: Name, response: object) =>
    readAnswer(name, 200, JSON.stringify({ response: { status: 'ok', ...response } }))
  const row = (name: string, more: object = {}) => ({ name, status: 'Available', branch: '1', ...more })
  const listed = (loggedIn: unknown, loggedOut: unknown = '') => {
    const answer = read('getAgentList', {
      result: { logged_in_agents: loggedIn, logged_out_agents: loggedOut },
    })
    if (!answer.ok) throw new Error(answer.error.kind)
    return answer.value.result
  }

  it('reads a value that cannot be as unknown', () => {
    const odd = {
      first_login: 1e300,
      answered_count: -3,
      answered_duration: '1e12',
      not_answered_count: 'NaN',
    }
    expect(listed([row('A', odd)]).logged_in_agents[0]).toMatchObject({
      first_login: null,
      answered_count: null,
      answered_duration: null,
      not_answered_count: null,
    })
  })

  it('takes a break limit of more than a day for none', () => {
    const result = [{ break_id: 'a', break_name: 'Longa', break_timeout: '99999', break_digit: '1' }]
    expect(read('getBreakList', { result })).toMatchObject({
      ok: true,
      value: { result: [{ break_timeout: null }] },
    })
  })

  it('looks at 5,000 agents and 500 breaks, and says that the list was cut', () => {
    const many = Array.from({ length: 600_000 }, (_none, index) => `A${index}`)
    const lists = listed(many)
    expect(lists.logged_in_agents).toHaveLength(5_000)
    expect(lists.isCut).toBe(true)
    expect(listed(['A', 'B']).isCut).toBe(false)
    const result = Array.from({ length: 9_000 }, (_none, index) => ({ break_id: `b${index}` }))
    const breaks = read('getBreakList', { result })
    expect(breaks.ok && breaks.value.result.length).toBe(500)
  })

  it('cuts a name that nobody has, and reads an id of that length as none', () => {
    const [agent] = listed([row('A'.repeat(10_000))]).logged_in_agents
    expect(agent?.name).toHaveLength(200)
    expect(read('dial', { call_id: 'x'.repeat(10_000) })).toMatchObject({ ok: true, value: { call_id: '' } })
  })

  it('writes a name on one line, in its own direction', () => {
    expect(listed([row('ANA\n\u202EXIB\u0000')]).logged_in_agents[0]?.name).toBe('ANA XIB')
  })

  it('reads lists whose rows are numbered, bare names among them', () => {
    const numbered = { '0': row('A'), '2': 'B', '17': row('C') }
    expect(listed(numbered).logged_in_agents.map(({ name }) => name)).toEqual(['A', 'B', 'C'])
  })

  it('names an agent once in a queue, and a break once', () => {
    const lists = listed([row('A'), row('A'), row('B')], [row('B'), row('C'), row('C')])
    expect(lists.logged_in_agents.map(({ name }) => name)).toEqual(['A', 'B'])
    expect(lists.logged_out_agents.map(({ name }) => name)).toEqual(['C'])
    const lunch = { break_id: 'a', break_name: 'Almoço', break_timeout: '60', break_digit: '2' }
    const breaks = read('getBreakList', { result: [lunch, { ...lunch, break_id: 'b' }, lunch] })
    expect(breaks).toMatchObject({ ok: true, value: { result: [{ break_id: 'a' }, { break_id: 'b' }] } })
    expect(breaks.ok && breaks.value.result.length).toBe(2)
  })

  it('does not believe figures that are all those of the row above', () => {
    const figures = {
      first_login: '1578679731',
      answered_count: '13',
      answered_duration: '3300',
      not_answered_count: '108',
      outbound_count: '3',
      outbound_duration: '10',
    }
    const [first, copy, copyOfCopy, own] = listed([
      row('A', figures),
      row('B', figures),
      row('C', figures),
      row('D', { ...figures, answered_count: '14' }),
    ]).logged_in_agents
    expect(first).toMatchObject({ answered_count: 13 })
    for (const doubted of [copy, copyOfCopy])
      expect(doubted).toMatchObject({ first_login: null, answered_count: null, outbound_duration: null })
    expect(own).toMatchObject({ answered_count: 14 })
  })

  it('lets agents who have done nothing yet be alike', () => {
    const nothing = { first_login: '', answered_count: '0', outbound_count: '0' }
    expect(listed([row('A', nothing), row('B', nothing)]).logged_in_agents[1]).toMatchObject({
      answered_count: 0,
    })
  })

  it('survives a value that is nested without end', () => {
    const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`
    const body = `{"response":{"list":[{"agent":${deep}}],"status":"ok"}}`
    expect(readAnswer('listDialer', 200, body)).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
  })
})

it('each call has its own deadline', () => {
  expect(Object.fromEntries(names.map((name) => [name, endpoints[name].deadlineMs / 1_000]))).toEqual({
    login: 15,
    logout: 15,
    getBreakList: 15,
    setBreak: 15,
    returnBreak: 15,
    dial: 45,
    hangUp: 4,
    transfer: 8,
    hold: 8,
    retrieve: 8,
    getAgentList: 10,
    listTabulations: 60,
    listDialer: 60,
  })
})
