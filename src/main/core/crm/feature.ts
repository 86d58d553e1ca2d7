import type { SteadyTime } from '../../../shared/time'
import { callByKey } from '../../../shared/calls/calls'
import { DONE, type Outcome } from '../../../shared/outcome'
import type { Call, Snapshot } from '../../../shared/snapshot/state'
import type { Core } from '../kernel/core'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'

/** A press this soon after the record was opened is the same wish: a click beside a hotkey. Milliseconds. */
const SAME_OPENING_MS = 1_000
/** A page that names call after call opens no more windows than this allows. Milliseconds. */
const LINKS_APART_MS = 3_000
/** Of so many calls it is remembered that their record was opened. */
const KEPT = 200

type Opened = Pick<Call, 'key' | 'id' | 'namedBy'> & { readonly at: SteadyTime }

/** The customer's record in the company's CRM: opened by itself once for each call, and on a press. */
export function createRecordsFeature({ store, settings, clock, log, desktop }: Core) {
  let isLive = false
  let opened: readonly Opened[] = []

  const openedOf = ({ key, id }: Call): Opened | undefined =>
    opened.findLast((one) => one.key === key || (id !== null && one.id === id))

  async function open({ key, id, namedBy, number, direction }: Call): Promise<Outcome> {
    opened = [...opened, { key, id, namedBy, at: clock.now() }].slice(-KEPT)
    // Loaded on demand, because many bars open no records.
    const { recordUrl } = await import('../../../shared/crm/record-url')
    const url = recordUrl(settings()['crm.popUrl'], { id, number, direction }, store.get().profile)
    if (url === null) return { ok: false, why: 'failed', sentence: { key: 'record_unknown' } }
    if (await desktop.openPage(url)) return DONE
    log.warn('the system did not open a record')
    return { ok: false, why: 'failed', sentence: { key: 'record_not_opened' } }
  }

  /** Whether the record of that call, which was not there before or was being dialled, opens by itself. */
  function opensNow(call: Call, before: Call | null): boolean {
    // A call to a colleague who is consulted is no customer's.
    if (call.phase === 'dialling' || call.consultFor !== null || openedOf(call) !== undefined) return false
    const popOn = settings()['crm.popOn']
    if (before !== null) return before.phase === 'dialling' && (popOn === 'dial' || popOn === 'both')
    if (popOn !== 'adopt' && popOn !== 'both') return false
    const lastByLink = opened.findLast(({ namedBy }) => namedBy === 'link')
    return (
      call.namedBy !== 'link' || lastByLink === undefined || clock.now() - lastByLink.at >= LINKS_APART_MS
    )
  }

  return {
    // Before that, calls are read that the last run left.
    live: () => {
      isLive = true
    },
    onSnapshot: (now: Snapshot, before: Snapshot) => {
      if (!isLive || now.calls === before.calls || !now.profile.opensRecords) return
      for (const call of now.calls) if (opensNow(call, callByKey(before, call.key))) void open(call)
    },
    handlers: {
      'crm.open': (_core, _argument, _source, key) => {
        const call = callByKey(store.get(), key)
        if (call === null) return { ok: false, why: 'refused', sentence: { key: 'reason_no_call' } }
        const last = openedOf(call)
        return last !== undefined && clock.now() - last.at < SAME_OPENING_MS ? DONE : open(call)
      },
    } as const satisfies Partial<Handlers>,
  } satisfies Feature & Record<string, unknown>
}
