import { steadyTime, pabxTime } from '../../src/shared/time'
import { intentId } from '../../src/shared/ids'
import type { ReportIdentity } from '../../src/main/core/reports/resume'
import type { Intent } from '../../src/shared/snapshot/state'
import { noFilters } from '../../src/shared/reports/kinds'

/** An agent as `get_agent_list` lists them. */
export const listedAgent = {
  name: 'DEV',
  status: 'Available',
  branch: '2000',
  first_login: null,
  answered_count: 1,
  answered_duration: 2,
  not_answered_count: 0,
  outbound_count: 0,
  outbound_duration: 0,
}

/** A command that was sent and is not answered yet. */
export const sentIntent = {
  id: intentId('i'),
  command: 'break.start',
  subject: null,
  callId: null,
  callKey: null,
  state: 'sent',
  sentAt: steadyTime(0),
  error: null,
  aim: null,
} as const satisfies Intent

/** What tells one report from another. */
export const reportIdentity: ReportIdentity = {
  kind: 'dialer',
  period: { first: pabxTime(0), last: pabxTime(86_340) },
  seconds: { first: pabxTime(0), last: pabxTime(86_399) },
  filters: noFilters,
  baseUrl: 'https://pabx.example.com',
  companyId: 'company',
  separator: ';',
}
