import * as z from 'zod'
import type { ReportRow } from '../reports/kinds'
import { looseList, looseNumber, looseText } from './wire'

/*
 * The 13 calls of APIv2, once: path, the request exactly as documented, the answer read liberally.
 * Everything else (client, simulator, contract tests, fault matrix) is derived from this table.
 */

const name = z.string().min(1).max(200)
const companyId = z.string().min(1).max(200)
const callId = z.string().min(1).max(200)

const agentRow = z.object({
  name: looseText,
  status: looseText,
  branch: looseText,
  first_login: looseNumber,
  answered_count: looseNumber,
  answered_duration: looseNumber,
  not_answered_count: looseNumber,
  outbound_count: looseNumber,
  outbound_duration: looseNumber,
})

/** One agent in one queue ("APIv2, Agentes cadastrados"); durations in seconds, first_login in epoch seconds. */
export type AgentRow = z.output<typeof agentRow>

const breakRow = z.object({
  break_id: looseText,
  break_name: looseText,
  break_timeout: looseNumber,
  break_digit: looseText,
})

function rowReader<Schema extends z.ZodType>(schema: Schema) {
  return (raw: unknown): z.output<Schema> | null => {
    const read = schema.safeParse(raw)
    return read.success ? read.data : null
  }
}

/** In the agent lists a row may be a bare name; elsewhere that is no row. */
function readAgentRow(raw: unknown): AgentRow | null {
  const row = typeof raw === 'string' ? { name: raw } : raw
  const read = agentRow.safeParse(row)
  return read.success && read.data.name !== '' ? read.data : null
}

/** Where nobody is in it, a list may be a word of the PABX's own. */
const agentList = z.preprocess((value) => (typeof value === 'string' ? '' : value), looseList(readAgentRow))

const noAgents = { logged_out_agents: '', logged_in_agents: '' }

/** A queue without any agent may answer `"result": ""`, as lists do; one of the two lists may be left out. */
const agentLists = z.preprocess(
  (value) => {
    if (value === '' || value === null || (Array.isArray(value) && value.length === 0)) return noAgents
    return typeof value === 'object' && !Array.isArray(value) ? { ...noAgents, ...value } : value
  },
  // Who is in can be told without who is out; the other way round it cannot.
  z.object({ logged_out_agents: agentList.catch([]), logged_in_agents: agentList }),
)

/** A row of a report: every column that came, known or not, as text; `--:--:--` stands as it came. */
function readReportRow(raw: unknown): ReportRow | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null
  let row = raw as Record<string, unknown>
  for (const column in row) {
    const value = row[column]
    if (isTrimmedText(value)) continue
    // Most rows of a million come as they should, or all but: a copy is made late, and keeps its shape.
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

/** Where a cell begins or ends with anything else, it is looked at for blanks to trim. */
const [SPACE, LAST_ASCII] = [0x20, 0x7e]

function cellText(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

/** The reports' rows come as `list`; other calls say `result`. Both names are read, in that order. */
const reportRows = z.preprocess(
  (body) => {
    const { list, result, count } = (body ?? {}) as Record<string, unknown>
    const rows = list === undefined ? result : list
    return { list: rows, count, received: Array.isArray(rows) ? rows.length : 0 }
  },
  z.object({
    list: looseList(readReportRow),
    count: looseNumber,
    /** How many rows there were, read or not: 2,000 of them mean that there may be more. */
    received: z.number(),
  }),
)

const acknowledged = z.object({})

export const endpoints = {
  login: {
    path: 'interact_cti/agent/login/',
    request: z.strictObject({ agent: name, branch: name, company_id: companyId }),
    answer: acknowledged,
    acts: true,
  },
  logout: {
    path: 'interact_cti/agent/logout/',
    request: z.strictObject({ agent: name, branch: name, company_id: companyId }),
    answer: acknowledged,
    acts: true,
  },
  getBreakList: {
    path: 'interact_cti/agent/get_break_list/',
    request: z.strictObject({ agent: name, company_id: companyId }),
    answer: z.preprocess(
      (body) => {
        const { result, list } = (body ?? {}) as Record<string, unknown>
        return { result: result === undefined ? list : result }
      },
      z.object({ result: looseList(rowReader(breakRow)) }),
    ),
    acts: false,
  },
  setBreak: {
    path: 'interact_cti/agent/state_set_break/',
    request: z.strictObject({ agent: name, break_id: name, company_id: companyId }),
    answer: acknowledged,
    acts: true,
  },
  returnBreak: {
    path: 'interact_cti/agent/state_return_break/',
    request: z.strictObject({ agent: name, company_id: companyId }),
    answer: acknowledged,
    acts: true,
  },
  dial: {
    path: 'interact_cti/call/call_services/',
    request: z.strictObject({ agent: name, branch: name, to: name, company_id: companyId }),
    answer: z.object({ call_id: looseText }),
    acts: true,
  },
  hangUp: {
    path: 'interact_cti/call/call_terminate/',
    request: z.strictObject({ agent: name, call_id: callId, company_id: companyId }),
    answer: acknowledged,
    acts: true,
  },
  transfer: {
    path: 'interact_cti/call/call_transfer/',
    request: z.strictObject({ agent: name, call_id: callId, to: name, company_id: companyId }),
    answer: acknowledged,
    acts: true,
  },
  hold: {
    path: 'interact_cti/call/call_hold/',
    request: z.strictObject({ agent: name, call_id: callId, company_id: companyId }),
    answer: acknowledged,
    acts: true,
  },
  retrieve: {
    path: 'interact_cti/call/call_hold_retrieve/',
    request: z.strictObject({ agent: name, call_id: callId, company_id: companyId }),
    answer: acknowledged,
    acts: true,
  },
  getAgentList: {
    path: 'interact_cti/get_agent_list/',
    request: z.strictObject({ queue: name, company_id: companyId }),
    answer: z.object({ result: agentLists }),
    acts: false,
  },
  listTabulations: {
    path: 'tabs/list_all/',
    request: z.strictObject({ date_begin: z.string(), date_end: z.string(), company_id: companyId }),
    answer: reportRows,
    acts: false,
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
    acts: false,
  },
} as const

export type EndpointName = keyof typeof endpoints
export type RequestOf<Name extends EndpointName> = z.input<(typeof endpoints)[Name]['request']>
export type AnswerOf<Name extends EndpointName> = z.output<(typeof endpoints)[Name]['answer']>

/** The API returns at most this many records for one filter ("APIv2, Observação"). */
export const RECORD_LIMIT = 2000
