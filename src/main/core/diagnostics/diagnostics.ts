import type { Snapshot } from '../../../shared/snapshot/state'
import { timeOfDay } from '../../../shared/snapshot/view'
import type { MergedSettings } from '../../../shared/settings/settings'
import type { Policy } from '../policy/policy'
import type { Redactor } from '../secrets/redact'
import type { RequestNotes } from '../pabx/request-notes'

type Found = {
  readonly versions: Readonly<Record<string, string>>
  readonly settings: MergedSettings
  readonly policy: Policy
  readonly snapshot: Snapshot
  readonly requests: ReturnType<RequestNotes['all']>
  /** The log as it lies on disk. */
  readonly log: string
}

/** A longer log loses its beginning. Characters. */
const LOG_LIMIT = 1024 * 1024

/**
 * The files of the diagnostics, by name: only what support needs. Everything is redacted again on its way out, even if
 * it was redacted before.
 */
export function diagnosticsFiles(found: Found, { redact }: Redactor): Readonly<Record<string, string>> {
  const json = (value: unknown): string => `${JSON.stringify(redact(value), null, 2)}\n`
  const { values, locked, problems } = found.settings
  const { key, sync, profile, intents, reported, calls } = found.snapshot
  const requests = found.requests.map(
    ({ at, method, path, outcome, milliseconds }) =>
      `${new Date(timeOfDay(found.snapshot, at)).toISOString()} ${method} ${path} ${outcome} ${String(milliseconds)} ms`,
  )
  return {
    'versions.json': json(found.versions),
    // The policy's values are already among the settings.
    'settings.json': json({ values, locked, problems, policy: { ...found.policy, tree: undefined } }),
    'state.json': json({
      key,
      sync,
      complete: profile.complete,
      locale: profile.locale,
      isListed: reported?.isListed ?? null,
      intents,
      calls,
    }),
    'requests.txt': `${requests.join('\n')}\n`,
    'log.txt': `${lines(found.log).map(redact).join('\n')}\n`,
  }
}

const lines = (log: string): readonly string[] => log.slice(-LOG_LIMIT).split('\n')
