import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import type { UpdateRefusal } from '../../../shared/updates/updates'
import { failed, ok, type Result } from '../../../shared/result'

/*
 * What the feed says of the newest release, and whether it may be believed: the text (`latest.yml` and its like) with
 * the version and the digest of every file is signed as a whole, so that neither can be exchanged for another. It also names
 * the file that it is, the computers that it is for, when it was signed and until when it holds: a signed text put in another's
 * place, or shown again when it is out of date, is refused.
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

/** As scripts/lib/updates.mjs and electron-builder write it; what is not listed here (a web installer's parts, say) is not taken. */
const releaseSchema = z.object({
  'vocom-bar-feed': z.literal(1),
  channel: z.string(),
  platform: z.string(),
  arch: z.string(),
  /** Rises with every signature: the second in which it was made. */
  serial: z.number().int().positive(),
  expires: z.iso.datetime(),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
  files: z
    .array(
      z.object({
        // Beside the text itself: never a path, never another host.
        url: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._ ()+-]*$/),
        sha512: digest,
        size: z.number().int().positive(),
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

/** What this bar is, and has seen: a release for another one is none for it. */
export type Wanted = {
  /** The name of the feed's file that was asked for. */
  readonly channel: string
  readonly platform: string
  readonly arch: string
  /** How the name of a package ends that can take the place of this one. */
  readonly extension: string
  readonly now: number
  /** The serial of the newest text of this feed that was believed before. */
  readonly seenSerial: number
}

/** What the signed text says, read from its YAML, with the files alone that can take the place of this package. */
export function readRelease(tree: unknown, wanted: Wanted): Result<FeedRelease, UpdateRefusal> {
  const read = releaseSchema.safeParse(tree)
  if (!read.success) return failed('damaged')
  const { channel, platform, arch, serial, expires } = read.data
  if (channel !== wanted.channel || platform !== wanted.platform || arch !== wanted.arch)
    return failed('foreign')
  if (Date.parse(expires) <= wanted.now) return failed('expired')
  if (serial < wanted.seenSerial) return failed('rolled_back')
  const files = read.data.files.filter(({ url }) => fits(url, wanted))
  return files.length === 0 ? failed('foreign') : ok({ ...read.data, files })
}

/** How the makers of packages name a processor. */
const ARCHITECTURES: Readonly<Record<string, RegExp>> = {
  x64: /(^|[-_.])(x64|x86_64|amd64)(?=[-_.])/,
  arm64: /(^|[-_.])(arm64|aarch64)(?=[-_.])/,
}

/** A package of this kind, and its name tells of no other processor. */
function fits(name: string, { extension, arch }: Wanted): boolean {
  const others = Object.entries(ARCHITECTURES).filter(([known]) => known !== arch)
  return name.endsWith(`.${extension}`) && !others.some(([, pattern]) => pattern.test(name))
}
