import { busyWith, type Busy } from '../../../shared/snapshot/busy'
import { createAgentFeature } from '../agent/feature'
import { createBreakReminders } from '../breaks/reminders'
import { createCallsFeature } from '../calls/feature'
import { createRecordsFeature } from '../crm/feature'
import { createCompanionFeature } from '../companion/feature'
import { createDiagnosticsFeature } from '../diagnostics/feature'
import { createDoorFeature } from '../door/feature'
import { createDoctorFeature } from '../doctor/feature'
import { createHeardFeature } from '../heard/feature'
import { createHistoryFeature } from '../history/feature'
import { createMemoryFeature } from '../persistence/feature'
import { createPolicyWatch } from '../policy/policy-watch'
import { createPollingFeature } from '../polling/feature'
import { connectReport } from '../reports/connect'
import { createReportsFeature } from '../reports/feature'
import { createSavedReportsFeature } from '../saved-reports/feature'
import { createKeyFeature } from '../secrets/feature'
import { createCaFile } from '../settings/ca-file'
import { createSettingsFeature } from '../settings/feature'
import { createTeamFeature } from '../team/feature'
import { createUpdatesFeature } from '../updates/feature'
import { createWindowsFeature } from '../windows/feature'
import { createPanelRows, rowsOf } from '../windows/panel-rows'
import type { Outcome } from '../../../shared/outcome'
import type { QueuePoll } from '../polling/sync'
import type { BarPorts } from './bar-ports'
import type { PressOf } from './bus'
import type { Feature } from './feature'
import type { Handlers } from './handlers'
import type { Kernel } from './kernel'
import type { Answerers } from './queries'

type Hooks = {
  readonly beforePoll: () => void
  readonly onPoll: (polls: readonly QueuePoll[]) => void
  readonly logOut: () => Promise<Outcome>
  readonly onReport: () => void
  readonly press: (press: PressOf) => Promise<Outcome>
}

/** All features, in the order in which they hear of events: the profile first, polling last. */
export function createFeatures(kernel: Kernel, ports: BarPorts, hooks: Hooks) {
  const { core, settings, keyRing, live, stateFile, origin, connection } = kernel
  const { store, clock, log } = core
  const busy = (): readonly Busy[] => [
    ...busyWith(store.get()),
    ...all.flatMap((feature) => feature.busy?.() ?? []),
  ]
  const connect = () =>
    // The demo PABX does not follow the settings.
    ports.demo === null
      ? connectReport({ connection, companyId: () => store.get().profile.companyId, pabxAt: ports.pabx })
      : { pabx: core.pabx, isCurrent: () => true }

  const agent = createAgentFeature({ ...ports, core })
  const policy = createPolicyWatch({ ...core, settings, source: ports.policy })
  const memory = createMemoryFeature({ core, file: ports.memory, stateFile })
  const calls = createCallsFeature(core)
  const breaks = createBreakReminders(core)
  const records = createRecordsFeature(core)
  const reports = createReportsFeature({
    ...ports.reports,
    core,
    connect,
    pageOutput: ports.pageOutput,
    onChange: hooks.onReport,
  })
  const { listSeparator } = ports.reports
  const history = createHistoryFeature({
    ...ports,
    core,
    live,
    stateFile,
    listSeparator,
    file: ports.history,
    reports: reports.session,
  })
  const savedReports = createSavedReportsFeature({ history })
  const team = createTeamFeature({ core, history })
  const updates = createUpdatesFeature({ ...ports, core, busy })
  const windows = createWindowsFeature({ clock, busy })
  const diagnostics = createDiagnosticsFeature(log)
  const companion = createCompanionFeature(ports)
  const doctor = createDoctorFeature({ ...ports, core, settings, keyRing, connection })
  const heard = createHeardFeature({ ...ports, core })
  const form = createSettingsFeature({
    ...ports,
    store,
    settings,
    keyRing,
    pabxWith: (other) => ports.pabx(() => other),
    caFile: createCaFile(ports.caFile, settings),
    logOut: hooks.logOut,
  })
  const key = createKeyFeature({ ...ports, core, keyRing, origin })
  const door = createDoorFeature({ ...ports, core, press: hooks.press })
  const polling = createPollingFeature({ ...ports, ...hooks, core })

  const all: readonly Feature[] = [
    agent,
    policy,
    memory,
    form,
    calls,
    breaks,
    records,
    reports,
    history,
    savedReports,
    team,
    updates,
    windows,
    diagnostics,
    companion,
    doctor,
    heard,
    key,
    door,
    polling,
  ]
  const handlers: Handlers = {
    ...agent.handlers,
    ...calls.handlers,
    ...records.handlers,
    ...history.handlers,
    ...reports.handlers,
    ...savedReports.handlers,
    ...team.handlers,
    ...form.handlers,
    ...updates.handlers,
    ...windows.handlers,
    ...diagnostics.handlers,
    ...companion.handlers,
    ...door.handlers,
    ...doctor.handlers,
    ...heard.handlers,
  }
  const answerers: Answerers = {
    ...form.queries,
    ...reports.queries,
    ...savedReports.queries,
    ...history.queries,
    ...team.queries,
    ...door.queries,
    ...doctor.queries,
    ...heard.queries,
  }
  const rows = () => rowsOf(team.seen().members, history.read(), store.get().profile.agent)
  const panelRows = createPanelRows(rows)
  return { all, handlers, answerers, doctor, reports, updates, panelRows, sync: polling.sync }
}
