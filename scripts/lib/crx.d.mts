import type { KeyObject } from 'node:crypto'

export function zipOf(folder: string, changes?: Readonly<Record<string, Buffer>>): Buffer
export function crxOf(
  zip: Buffer,
  key: { readonly privateKey: KeyObject; readonly publicKey: Buffer },
): Buffer
