/** What is at a path. A link is reported as a link, not followed. */
export type Entry = {
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly uid: number
  readonly gid: number
  readonly mode: number
}

/** The parts of the system that reading the policy depends on. */
export type PolicySystem = {
  readonly platform: NodeJS.Platform
  readonly isInstalled: boolean
  /** The file that the environment variable names; "" for none. */
  readonly named: string
  /** Windows only. */
  readonly programData: string
  readonly systemRoot: string
  /** Null when nothing is there; rejects when that cannot be determined. */
  readonly look: (path: string) => Promise<Entry | null>
  readonly read: (path: string) => Promise<string>
  /** The output of a system program; rejects when it fails. */
  readonly run: (program: string, words: readonly string[]) => Promise<string>
}
