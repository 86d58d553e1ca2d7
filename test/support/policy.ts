import type { PolicySource } from '../../src/main/core/policy/policy'

/** A policy that sets these values. */
export function policyOf(tree: Readonly<Record<string, unknown>>): PolicySource {
  const first = { kind: 'inForce', tree, where: '/etc/vocom-bar/policy.json' } as const
  return {
    first,
    look: () => Promise.resolve(first),
    standing: null,
    keep: () => Promise.resolve(),
  }
}
