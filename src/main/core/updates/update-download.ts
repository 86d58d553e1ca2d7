import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { failed, ok, type Result } from '../../../shared/result'
import type { Fetch } from './update-feed'

/** One file of a release, as its signature describes it. */
export type SignedFile = { readonly sha512: string; readonly size: number }

/** How long a server may send nothing, or only very little, before the download is given up. Milliseconds. */
const SILENCE_MS = 60_000
const TOTAL_MS = 2 * 60 * 60_000

/** Downloads a signed file, counting its bytes as they arrive. A file that differs from the signed one is deleted. */
export async function download(
  fetch: Fetch,
  url: string,
  path: string,
  signed: SignedFile,
  signal: AbortSignal,
): Promise<Result<null, 'damaged' | 'unreachable'>> {
  const silence = new AbortController()
  const heard = setTimeout(() => silence.abort(), SILENCE_MS)
  const limits = AbortSignal.any([signal, silence.signal, AbortSignal.timeout(TOTAL_MS)])
  let differs = false
  try {
    const response = await fetch(url, { redirect: 'error', signal: limits })
    if (!response.ok || response.body === null) throw new Error(`status ${response.status}`)
    const hash = createHash('sha512')
    // A file already there would keep its permissions, and a link would lead elsewhere.
    await rm(path, { force: true })
    const file = await open(path, 'wx', 0o600)
    try {
      let length = 0
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        heard.refresh()
        length += chunk.byteLength
        // Whatever size the server has announced: a body may be longer than its header says, or unpack to any size.
        differs = length > signed.size
        if (differs) throw new Error('longer than signed')
        hash.update(chunk)
        await file.write(chunk)
      }
      differs = length !== signed.size || hash.digest('base64') !== signed.sha512
      if (differs) throw new Error('not what was signed')
      await file.sync()
    } finally {
      await file.close()
    }
    return ok(null)
  } catch {
    await rm(path, { force: true })
    return failed(differs ? 'damaged' : 'unreachable')
  } finally {
    clearTimeout(heard)
  }
}

const PIECE_BYTES = 1024 * 1024

/**
 * Whether the file on disk is still the signed one. Synchronous, because nothing can be awaited while the bar quits.
 */
export function isStillSigned(path: string, { sha512, size }: SignedFile): boolean {
  try {
    if (statSync(path).size !== size) return false
    const hash = createHash('sha512')
    const piece = Buffer.allocUnsafe(PIECE_BYTES)
    const file = openSync(path, 'r')
    try {
      for (;;) {
        const length = readSync(file, piece)
        if (length === 0) break
        hash.update(piece.subarray(0, length))
      }
    } finally {
      closeSync(file)
    }
    return hash.digest('base64') === sha512
  } catch {
    return false
  }
}
