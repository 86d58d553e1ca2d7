/** What lies at a path, a link being a link. */
export type Entry = {
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly uid: number
  readonly gid: number
  readonly mode: number
}

/** What the policy asks of the computer. */
export type PolicySystem = {
  readonly platform: NodeJS.Platform
  readonly isInstalled: boolean
  /** The file that the environment names; "" for none. */
  readonly named: string
  /** On Windows. */
  readonly programData: string
  readonly systemRoot: string
  /** Null where nothing is; rejects where that cannot be told. */
  readonly look: (path: string) => Promise<Entry | null>
  readonly read: (path: string) => Promise<string>
  /** What a program of the system writes; rejects where it fails. */
  readonly run: (program: string, words: readonly string[]) => Promise<string>
}
