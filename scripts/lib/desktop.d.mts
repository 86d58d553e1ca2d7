export type User = { readonly uid: number; readonly gid: number }

export type Desktop = {
  /** All that a program needs to run on this desktop. */
  readonly env: Record<string, string>
  /** What a bar that is not installed needs beside that, so that no policy of this computer is its own. */
  readonly unmanaged: Record<string, string>
  readonly display: string
  /** A folder of this desktop's own, gone when it stops. */
  readonly folder: string
  readonly home: string
  /** On a desktop without one: the unlocked keyring starts, with what it kept before, and can be ended. */
  readonly startKeyring: () => Promise<{ readonly stop: () => Promise<void> }>
  readonly stop: () => Promise<void>
}

export function startDesktop(options?: {
  width?: number
  height?: number
  user?: User | undefined
  keyring?: boolean
}): Promise<Desktop>
