/** What becomes of an agent who is logged in when the bar is to work for another one. */
export const leavings = ['logOut', 'stay'] as const
export type Leaving = (typeof leavings)[number]

/**
 * Values by setting name, as typed. The key travels inward only, in `key`; null leaves the stored one
 * alone; `session` holds it in memory only, because the agent chose so.
 */
export type SettingsDraft = {
  readonly values: Readonly<Record<string, unknown>>
  readonly key: string | null
  readonly session?: boolean | undefined
  /** What becomes of the agent who is logged in, when the bar is to work for another one. */
  readonly leaving?: Leaving | undefined
}
