/** What to do about an agent who is logged in when the bar is to work for another. */
export const leavings = ['logOut', 'stay'] as const
export type Leaving = (typeof leavings)[number]

/**
 * Values by setting name, as typed. The key is only ever sent to main, in `key`; null leaves the stored one as it is.
 * `session` keeps it in memory only, because the agent chose that.
 */
export type SettingsDraft = {
  readonly values: Readonly<Record<string, unknown>>
  readonly key: string | null
  readonly session?: boolean | undefined
  /** What to do about the agent who is logged in when the bar is to work for another. */
  readonly leaving?: Leaving | undefined
  /** In a test: the address and the key alone, while it is open who works here. */
  readonly only?: 'pabx' | undefined
}
