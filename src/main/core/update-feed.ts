import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import type { UpdateRefusal } from '../../shared/agent/updates'
import { failed, ok, type Result } from '../../shared/result'

/*
 * What the feed says of the newest release, and whether it may be believed: the text (`latest.yml` and its like) with
 * the version and the digest of every file is signed as a whole, so that neither can be exchanged for another.
 */

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** A text about one release is a few hundred bytes. */
const MOST_BYTES = 64 * 1024
const DEADLINE_MS = 30_000
const SIGNATURE = /^[A-Za-z0-9+/]{86}==\s*$/

/** The text at that address, once the signature beside it (`….sig`) was found to be of one of our keys. */
export async function readSigned(
  fetch: Fetch,
  url: string,
  keys: readonly KeyObject[],
  signal: AbortSignal,
): Promise<Result<string, UpdateRefusal | 'unreachable'>> {
  const read = async (address: string) => readLimited(fetch, address, signal)
  try {
    const text = await read(url)
    if (text === null) return failed('unreachable')
    const signature = await read(`${url}.sig`)
    if (signature === null) return failed('unsigned')
    return isSignedBy(text, signature.toString('latin1'), keys) ? ok(text.toString('utf8')) : failed('forged')
  } catch {
    return failed('unreachable')
  }
}

/** Null where the server has no such file; throws where it cannot be had. */
async function readLimited(fetch: Fetch, url: string, signal: AbortSignal): Promise<Buffer | null> {
  const response = await fetch(url, {
    // Another host would be one that nobody has chosen.
    redirect: 'error',
    headers: { 'cache-control': 'no-cache' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
  })
  if (response.status === 404) return null
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > MOST_BYTES) throw new Error('too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Ed25519 over the bytes as they are; the signature in base64. */
function isSignedBy(bytes: Uint8Array, signature: string, keys: readonly KeyObject[]): boolean {
  if (!SIGNATURE.test(signature)) return false
  const raw = Buffer.from(signature, 'base64')
  return keys.some((key) => verify(null, bytes, key, raw))
}

const manifestSchema = z.object({ updateKeys: z.array(z.string()).default([]) })

/** The public keys that `npm run dist` put into the package's own package.json; several while one takes another's place. */
export function keysOf(manifest: unknown): readonly KeyObject[] {
  const read = manifestSchema.safeParse(manifest)
  return read.success ? read.data.updateKeys.map(createPublicKey).filter(isEd25519) : []
}

const isEd25519 = ({ asymmetricKeyType }: KeyObject): boolean => asymmetricKeyType === 'ed25519'

const digest = z.string().regex(/^[A-Za-z0-9+/]{86}==$/)

/** As electron-builder writes it; what is not listed here (packages of a web installer, say) is not taken. */
const releaseSchema = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
  files: z
    .array(
      z.object({
        // Beside the text itself: never a path, never another host.
        url: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._ ()+-]*$/),
        sha512: digest,
        size: z.number().int().positive(),
        blockMapSize: z.number().int().positive().exactOptional(),
      }),
    )
    .min(1),
  path: z.string().default(''),
  sha512: z.string().default(''),
  releaseDate: z.coerce.string().default(''),
  stagingPercentage: z.number().min(0).max(100).exactOptional(),
  minimumSystemVersion: z.string().exactOptional(),
})

export type FeedRelease = z.output<typeof releaseSchema>

/** What the signed text says, read from its YAML. */
export function readRelease(tree: unknown): Result<FeedRelease, 'damaged'> {
  const read = releaseSchema.safeParse(tree)
  return read.success ? ok(read.data) : failed('damaged')
}
