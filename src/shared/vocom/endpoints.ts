import * as z from 'zod'
import type { Branch, CallId } from '../ids'
import type { ReportRow } from '../reports/kinds'
import { onceEach, withoutCopies } from './agent-rows'
import type { Acted } from './errors'
import { looseBranch, looseCallId, looseEpoch, looseId, looseList, looseNumber, looseText } from './wire'

/*
 * The 13 endpoints of APIv2, declared once: path, the request exactly as documented, the answer read liberally. Client,
 * simulator, contract tests and fault matrix are derived from this table.
 */

const name = z.string().min(1).max(200)
const companyId = z.string().min(1).max(200)
const callId = z.string().min(1).max(200)

/** The largest possible values; a larger one is read as unknown. */
const [MOST_CALLS, MOST_SECONDS, YEAR_2100, DAY_MINUTES] = [1e6, 1e8, 4_102_444_800, 1_440]
/** How many rows of a list are read. No queue has more agents, and no agent more breaks. */
const [MOST_AGENTS, MOST_BREAKS] = [5_000, 500]

const agentRow = z.object({
  name: looseText,
  status: looseText,
  branch: looseBranch,
  first_login: looseEpoch(YEAR_2100),
  answered_count: looseNumber(MOST_CALLS),
  answered_duration: looseNumber(MOST_SECONDS),
  not_answered_count: looseNumber(MOST_CALLS),
  outbound_count: looseNumber(MOST_CALLS),
  outbound_duration: looseNumber(MOST_SECONDS),
})

/** One agent in one queue ("APIv2, Agentes cadastrados"); durations in seconds, first_login in epoch seconds. */
export type AgentRow = z.output<typeof agentRow>

const breakRow = z.object({
  break_id: looseId,
  break_name: looseText,
  break_timeout: looseNumber(DAY_MINUTES),
  break_digit: looseText,
})

function rowReader<Schema extends z.ZodType>(schema: Schema) {
  return (raw: unknown): z.output<Schema> | null => {
    const read = schema.safeParse(raw)
    return read.success ? read.data : null
  }
}

/** A row of an agent list may be only a name; in other lists that is no row. */
function readAgentRow(raw: unknown): AgentRow | null {
  const row = typeof raw === 'string' ? { name: raw } : raw
  const read = agentRow.safeParse(row)
  return read.success && read.data.name !== '' ? read.data : null
}

/** An empty list may be some word of the PABX's own. */
const agentList = z.preprocess(
  (value) => (typeof value === 'string' ? '' : value),
  looseList(readAgentRow, MOST_AGENTS),
)

const noAgents = { logged_out_agents: '', logged_in_agents: '' }

/**
 * A queue without agents may answer `"result": ""`, as other lists do, and one of the two lists may be missing. Each
 * agent appears once. `isCut`: there were more rows than are read, so a missing agent may be among them.
 */
const agentLists = z
  .preprocess(
    (value) => {
      if (value === '' || value === null || (Array.isArray(value) && value.length === 0)) return noAgents
      return typeof value === 'object' && !Array.isArray(value) ? { ...noAgents, ...value } : value
    },
    // An unreadable list of logged-out agents counts as empty; an unreadable list of logged-in agents makes the answer
    // unreadable.
    z.object({ logged_out_agents: agentList.catch([]), logged_in_agents: agentList }),
  )
  .transform(({ logged_in_agents: rowsIn, logged_out_agents: rowsOut }) => {
    const loggedIn = onceEach(withoutCopies(rowsIn))
    const names = new Set(loggedIn.map(({ name }) => name))
    return {
      logged_in_agents: loggedIn,
      logged_out_agents: onceEach(rowsOut.filter(({ name }) => !names.has(name))),
      isCut: rowsIn.length >= MOST_AGENTS || rowsOut.length >= MOST_AGENTS,
    }
  })

/** A row of a report: every column, known or not, as text; `--:--:--` stays as it came. */
function readReportRow(raw: unknown): ReportRow | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null
  let row = raw as Record<string, unknown>
  for (const column in row) {
    const value = row[column]
    if (isTrimmedText(value)) continue
    // Most of a million rows need no change, so a row is copied only when one of its cells does.
    if (row === raw) row = { ...row }
    row[column] = cellText(value)
  }
  return row as ReportRow
}

function isTrimmedText(value: unknown): value is string {
  if (typeof value !== 'string') return false
  const [first, last] = [value.charCodeAt(0), value.charCodeAt(value.length - 1)]
  return first > SPACE && last > SPACE && first <= LAST_ASCII && last <= LAST_ASCII
}

/** A cell that begins or ends with a character outside this range is checked for blanks to trim. */
const [SPACE, LAST_ASCII] = [0x20, 0x7e]

function cellText(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

/** The reports send their rows as `list`, other endpoints as `result`. Both names are read, in that order. */
const reportRows = z.preprocess(
  (body) => {
    const { list, result, count } = (body ?? {}) as Record<string, unknown>
    const rows = list === undefined ? result : list
    return { list: rows, count, received: Array.isArray(rows) ? rows.length : 0 }
  },
  z.object({
    list: looseList(readReportRow),
    count: looseNumber(Number.MAX_SAFE_INTEGER),
    /** The number of rows in the answer, readable or not. 2,000 of them mean that there may be more. */
    received: z.number(),
  }),
)

/** An agent in two queues gets each break twice. */
const breaksOnce = (rows: readonly z.output<typeof breakRow>[]) => [
  ...new Map(rows.map((row) => [row.break_id, row])).values(),
]

const acknowledged = z.object({})

type Declaration = {
  readonly path: string
  readonly request: z.ZodObject
  readonly answer: z.ZodType
  /** Whether the request changes anything; if so, a lost answer leaves the outcome unknown. */
  readonly acts: boolean
  /** What `"status": null` means: the request was not carried out, or may have been. */
  readonly unsaid: Acted
  /** Milliseconds from sending the request to the last byte of the answer. */
  readonly deadlineMs: number
}

/**
 * A real server answers a dial only after it has seen the agent's phone in a call, which takes ten seconds or more.
 * Milliseconds.
 */
const DIAL_MS = 45_000
const AGENT_MS = 15_000
const CALL_MS = 8_000
/** For each of several tries. Milliseconds. */
const HANG_UP_MS = 4_000
const POLL_MS = 10_000
const REPORT_MS = 60_000

const ofAgent = { acts: true, unsaid: 'maybe', deadlineMs: AGENT_MS } as const
const ofCall = { acts: true, unsaid: 'maybe', deadlineMs: CALL_MS } as const
const ofReport = { acts: false, unsaid: 'no', deadlineMs: REPORT_MS } as const

export const endpoints = {
  login: {
    path: 'interact_cti/agent/login/',
    request: z.strictObject({ agent: name, branch: name, company_id: companyId }),
    answer: acknowledged,
    ...ofAgent,
  },
  logout: {
    path: 'interact_cti/agent/logout/',
    request: z.strictObject({ agent: name, branch: name, company_id: companyId }),
    answer: acknowledged,
    ...ofAgent,
    // From a break a logout does nothing, and the answer says nothing.
    unsaid: 'no',
  },
  getBreakList: {
    path: 'interact_cti/agent/get_break_list/',
    request: z.strictObject({ agent: name, company_id: companyId }),
    answer: z.preprocess(
      (body) => {
        const { result, list } = (body ?? {}) as Record<string, unknown>
        return { result: result === undefined ? list : result }
      },
      z.object({ result: looseList(rowReader(breakRow), MOST_BREAKS).transform(breaksOnce) }),
    ),
    acts: false,
    unsaid: 'no',
    deadlineMs: AGENT_MS,
  },
  setBreak: {
    path: 'interact_cti/agent/state_set_break/',
    request: z.strictObject({ agent: name, break_id: name, company_id: companyId }),
    answer: acknowledged,
    ...ofAgent,
  },
  returnBreak: {
    path: 'interact_cti/agent/state_return_break/',
    request: z.strictObject({ agent: name, company_id: companyId }),
    answer: acknowledged,
    ...ofAgent,
  },
  dial: {
    path: 'interact_cti/call/call_services/',
    request: z.strictObject({ agent: name, branch: name, to: name, company_id: companyId }),
    answer: z.object({ call_id: looseCallId }),
    ...ofCall,
    deadlineMs: DIAL_MS,
  },
  hangUp: {
    path: 'interact_cti/call/call_terminate/',
    request: z.strictObject({ agent: name, call_id: callId, company_id: companyId }),
    answer: acknowledged,
    ...ofCall,
    deadlineMs: HANG_UP_MS,
  },
  transfer: {
    path: 'interact_cti/call/call_transfer/',
    request: z.strictObject({ agent: name, call_id: callId, to: name, company_id: companyId }),
    answer: acknowledged,
    ...ofCall,
  },
  hold: {
    path: 'interact_cti/call/call_hold/',
    request: z.strictObject({ agent: name, call_id: callId, company_id: companyId }),
    answer: acknowledged,
    ...ofCall,
  },
  retrieve: {
    path: 'interact_cti/call/call_hold_retrieve/',
    request: z.strictObject({ agent: name, call_id: callId, company_id: companyId }),
    answer: acknowledged,
    ...ofCall,
  },
  getAgentList: {
    path: 'interact_cti/get_agent_list/',
    request: z.strictObject({ queue: name, company_id: companyId }),
    answer: z.object({ result: agentLists }),
    acts: false,
    unsaid: 'no',
    deadlineMs: POLL_MS,
  },
  listTabulations: {
    path: 'tabs/list_all/',
    request: z.strictObject({ date_begin: z.string(), date_end: z.string(), company_id: companyId }),
    answer: reportRows,
    ...ofReport,
  },
  listDialer: {
    path: 'dialer/list_all/',
    request: z.strictObject({
      date_begin: z.string(),
      date_end: z.string(),
      destination: z.string(),
      mailing: z.string(),
      hangup_cause: z.string(),
      company_id: companyId,
    }),
    answer: reportRows,
    ...ofReport,
  },
} as const satisfies Record<string, Declaration>

export type EndpointName = keyof typeof endpoints
/** The fields of requests that are more than a text. */
type Branded = { readonly branch: Branch; readonly call_id: CallId }
type WithBrands<Fields> = {
  [Field in keyof Fields]: Field extends keyof Branded ? Branded[Field] : Fields[Field]
}
export type RequestOf<Name extends EndpointName> = WithBrands<z.input<(typeof endpoints)[Name]['request']>>
export type AnswerOf<Name extends EndpointName> = z.output<(typeof endpoints)[Name]['answer']>

/** The API returns at most this many records for one filter ("APIv2, Observação"). */
export const RECORD_LIMIT = 2000
