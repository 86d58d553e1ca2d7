import type { ElectronApplication } from '@playwright/test'

export function chromiumFlags(sandbox?: boolean): string[]

export function launchElectron(options: {
  readonly args: readonly string[]
  readonly env: Record<string, string>
  readonly executable?: string | undefined
  readonly sandbox?: boolean | undefined
}): Promise<ElectronApplication>
