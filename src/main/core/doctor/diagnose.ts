import { checks, type Check, type Finding, type Verdict } from '../../../shared/doctor/findings'
import type { Sentence } from '../../../shared/i18n/say'
import { failureSentence } from '../../../shared/vocom/error-sentence'
import { isCertificateFault, type PabxError } from '../../../shared/vocom/errors'
import type { DoctorFacts } from './facts'

/** A difference that no report and no certificate minds. Milliseconds. */
const CLOCK_TOLERANCE_MS = 60_000

const ok: Verdict = { kind: 'ok' }
const fault = (sentence: Sentence): Verdict => ({ kind: 'fault', sentence })
const note = (sentence: Sentence): Verdict => ({ kind: 'note', sentence })
const unchecked = (sentence: Sentence): Verdict => ({ kind: 'unchecked', sentence })
const see = (check: Check): Verdict =>
  unchecked({ key: 'check_see', values: { check: { key: checks[check] } } })

type Judge = (facts: DoctorFacts) => Verdict

/** Which check an error of the request belongs to. Only that one names it; the others point to it. */
function blamed(error: PabxError): Check {
  if (error.kind === 'authentication_failed') return 'key'
  if (error.kind === 'wrong_clock') return 'clock'
  if (error.kind.startsWith('proxy_')) return 'proxy'
  return isCertificateFault(error.kind) ? 'certificate' : 'pabx'
}

const errorOf = ({ probe }: DoctorFacts): PabxError | null => (probe.kind === 'answered' ? probe.error : null)

/** Errors before the PABX, or what stands at its address, has said anything. */
const isBeforeAnswer = ({ kind }: PabxError): boolean =>
  ['unreachable', 'name_not_found', 'timed_out', 'insecure_http_refused', 'bad_request'].includes(kind)

const judges: { readonly [Name in Check]: Judge } = {
  pabx: (facts) => {
    if (facts.probe.kind === 'unasked') return fault({ key: 'reason_not_set_up' })
    if (facts.probe.kind === 'connected') return unchecked({ key: 'check_reached_only' })
    const error = errorOf(facts)
    if (error === null) return ok
    const blame = blamed(error)
    if (blame === 'key') return ok
    if (blame !== 'pabx') return see(blame)
    return fault(
      error.kind === 'not_found_failed' ? { key: 'test_unknown_identity' } : failureSentence(error),
    )
  },
  key: ({ key, keychain, ...facts }) => {
    if (errorOf({ key, keychain, ...facts })?.kind === 'authentication_failed')
      return fault({ key: 'key_rejected' })
    if (key === 'present' || key === 'session') return ok
    if (key === 'unread') return unchecked({ key: 'reason_key_being_read' })
    return key === keychain ? see('keychain') : fault({ key: `key_${key}` })
  },
  clock: (facts) => {
    const error = errorOf(facts)
    if (error !== null && blamed(error) === 'clock') return fault(failureSentence(error))
    const aheadMs = facts.probe.kind === 'answered' ? facts.probe.aheadMs : null
    if (aheadMs === null) {
      if (error !== null) return see(blamed(error))
      return facts.probe.kind === 'answered' ? unchecked({ key: 'check_clock_unsaid' }) : see('pabx')
    }
    if (Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS) return ok
    const minutes = Math.round(Math.abs(aheadMs) / 60_000)
    return fault({ key: aheadMs > 0 ? 'check_clock_ahead' : 'check_clock_behind', values: { minutes } })
  },
  hotkeys: ({ hotkeysTaken, isWayland }) => {
    if (hotkeysTaken === null) return unchecked({ key: 'check_no_display' })
    if (hotkeysTaken.length > 0)
      return fault({ key: 'check_hotkeys_taken', values: { keys: hotkeysTaken.join(', ') } })
    return isWayland ? note({ key: 'wayland_limits' }) : ok
  },
  tray: ({ hasTray }) => {
    if (hasTray === null) return unchecked({ key: 'check_no_display' })
    return hasTray ? ok : fault({ key: 'check_tray_missing' })
  },
  keychain: ({ keychain }) => (keychain === 'open' ? ok : fault({ key: `key_${keychain}` })),
  policy: ({ policy, policyProblems }) => {
    if (policy.kind === 'refused') return fault({ key: `policy_${policy.why}` })
    if (policyProblems.length === 0) return ok
    return fault({ key: 'check_policy_values', values: { names: policyProblems.join(', ') } })
  },
  proxy: (facts) => {
    const error = errorOf(facts)
    if (facts.probe.kind === 'unasked') return see('pabx')
    if (error === null || facts.isPlain) return ok
    if (blamed(error) === 'proxy') return fault(failureSentence(error))
    return isBeforeAnswer(error) ? see('pabx') : ok
  },
  certificate: (facts) => {
    const error = errorOf(facts)
    if (facts.isCaFileBad) return fault({ key: 'failure_ca_file_unreadable' })
    if (facts.probe.kind === 'unasked') return see('pabx')
    if (error === null || facts.isPlain) return ok
    const blame = blamed(error)
    if (blame === 'certificate') return fault(failureSentence(error))
    if (blame === 'proxy' || blame === 'clock') return see(blame)
    return isBeforeAnswer(error) ? see('pabx') : ok
  },
  links: ({ links }) => {
    if (links === 'deaf') return fault({ key: 'cli_deaf' })
    if (links === 'elsewhere') return fault({ key: 'check_links_elsewhere' })
    return links === 'development' ? note({ key: 'check_links_development' }) : ok
  },
  browsers: ({ confinedBrowsers }) =>
    confinedBrowsers.length === 0
      ? ok
      : note({ key: 'check_browsers_confined', values: { names: confinedBrowsers.join(', ') } }),
}

/** Everything that the bar needs, each named once, in the order in which it is told. */
export const diagnose = (facts: DoctorFacts): readonly Finding[] =>
  (Object.keys(judges) as Check[]).map((check) => ({ check, verdict: judges[check](facts) }))
