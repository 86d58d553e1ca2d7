import type { KeyObject } from 'node:crypto'

export function companionKey(): {
  readonly privateKey: KeyObject | null
  readonly publicKey: Buffer
  readonly id: string
}

export function isCompanionKeyNamed(env?: NodeJS.ProcessEnv): boolean
