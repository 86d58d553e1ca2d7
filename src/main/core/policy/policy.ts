import { isGrave, readSettings } from '../../../shared/settings/settings'
import { policyFile } from './policy-file'
import { isTrusted } from './policy-trust'
import { registryPolicy } from './policy-registry'
import type { PolicySystem } from './policy-system'

/*
 * The managed policy: which one is read, and whether it counts. It has to be protected, because it decides which PABX
 * the key is sent to.
 */

/** Why an existing policy does not count. */
export type PolicyTrouble = 'unreadable' | 'untrusted'

export type Policy =
  | { readonly kind: 'none' }
  | { readonly kind: 'inForce'; readonly tree: unknown; readonly where: string }
  | { readonly kind: 'refused'; readonly why: PolicyTrouble; readonly where: string }

/** Reads the policy while the bar runs, and stores the grave settings that were last in force. */
export type PolicySource = {
  /** As it was found at the start. */
  readonly first: Policy
  readonly look: () => Promise<Policy>
  readonly standing: unknown
  readonly keep: (values: Readonly<Record<string, unknown>>) => Promise<void>
}

const none: Policy = { kind: 'none' }

/** No policy, as in the demo. */
export const noPolicy: PolicySource = {
  first: none,
  look: () => Promise.resolve(none),
  standing: null,
  keep: () => Promise.resolve(),
}

const refused = (why: PolicyTrouble, where: string): Policy => ({ kind: 'refused', why, where })

/**
 * The policy of this computer. In the installed app the environment variable counts only where the system has no
 * policy: otherwise any agent could override the company's.
 */
export async function findPolicy(system: PolicySystem): Promise<Policy> {
  const { named, isInstalled } = system
  const ofTheSystem = isInstalled || named === '' ? await systemPolicy(system) : none
  if (ofTheSystem.kind !== 'none' || named === '') return ofTheSystem
  const other = await filePolicy(system, named)
  // Usually there is no policy, and that is fine. A policy that was named and is missing is an error.
  return other.kind === 'none' ? refused('unreadable', named) : other
}

async function systemPolicy(system: PolicySystem): Promise<Policy> {
  if (system.platform === 'win32' && system.isInstalled) {
    const tree = await registryPolicy(system).catch(() => 'unreadable' as const)
    if (tree === 'unreadable') return refused('unreadable', 'HKLM')
    if (tree !== null) return checked(tree, 'HKLM')
  }
  return filePolicy(system, policyFile(system.platform, system.programData))
}

async function filePolicy(system: PolicySystem, path: string): Promise<Policy> {
  try {
    if ((await system.look(path)) === null) return none
  } catch {
    return refused('unreadable', path)
  }
  if (system.isInstalled && !(await isTrusted(system, path).catch(() => false)))
    return refused('untrusted', path)
  try {
    return checked(JSON.parse((await system.read(path)).replace(/^\uFEFF/, '')), path)
  } catch {
    return refused('unreadable', path)
  }
}

/** A policy with an invalid grave setting does not count at all; otherwise the agent could choose that setting. */
function checked(tree: unknown, where: string): Policy {
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return refused('unreadable', where)
  const { problems } = readSettings(tree, 'policy')
  const isSpoilt = problems.some(({ name, why }) => why === 'invalid' && isGrave(name))
  return isSpoilt ? refused('unreadable', where) : { kind: 'inForce', tree, where }
}
