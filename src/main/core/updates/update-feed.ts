import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import type { UpdateRefusal } from '../../../shared/updates/updates'
import { failed, ok, type Result } from '../../../shared/result'

/*
 * What the feed says about the newest release, and whether it is trusted. The text (`latest.yml` and its like) holds
 * the version and the digest of every file and is signed as a whole, so that neither can be replaced. It also names its
 * own feed, the computers it is for, when it was signed and until when it is valid: a signed text that was moved to
 * another feed, or is shown again after it expired, is refused.
 */

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** A text about one release is a few hundred bytes. */
const MOST_BYTES = 64 * 1024
const DEADLINE_MS = 30_000
const SIGNATURE = /^[A-Za-z0-9+/]{86}==\s*$/

/** The text at that address, after its signature (`….sig`) was found to be made with one of the trusted keys. */
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

/** Null when the server has no such file; throws when it cannot be fetched. */
async function readLimited(fetch: Fetch, url: string, signal: AbortSignal): Promise<Buffer | null> {
  const response = await fetch(url, {
    // A redirect would lead to a host that nobody has chosen.
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

/** Ed25519 over the bytes as they are; the signature is base64. */
function isSignedBy(bytes: Uint8Array, signature: string, keys: readonly KeyObject[]): boolean {
  if (!SIGNATURE.test(signature)) return false
  const raw = Buffer.from(signature, 'base64')
  return keys.some((key) => verify(null, bytes, key, raw))
}

const manifestSchema = z.object({ updateKeys: z.array(z.string()).default([]) })

/**
 * The public keys that `npm run dist` put into the package's own package.json; more than one while keys are being
 * replaced.
 */
export function keysOf(manifest: unknown): readonly KeyObject[] {
  const read = manifestSchema.safeParse(manifest)
  return read.success ? read.data.updateKeys.map(createPublicKey).filter(isEd25519) : []
}

const isEd25519 = ({ asymmetricKeyType }: KeyObject): boolean => asymmetricKeyType === 'ed25519'

const digest = z.string().regex(/^[A-Za-z0-9+/]{86}==$/)

/**
 * The format of scripts/lib/updates.mjs and electron-builder. Fields that are not listed here (such as the parts of a
 * web installer) are ignored.
 */
const releaseSchema = z.object({
  'vocom-bar-feed': z.literal(1),
  channel: z.string(),
  platform: z.string(),
  arch: z.string(),
  /** The second in which the text was signed, so that it rises with every signature. */
  serial: z.number().int().positive(),
  expires: z.iso.datetime(),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
  files: z
    .array(
      z.object({
        // A file beside the text, never a path or another host.
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

/** This bar's system and what it has seen already, for deciding whether a release is meant for it. */
export type Wanted = {
  /** The name of the feed's file that was requested. */
  readonly channel: string
  readonly platform: string
  readonly arch: string
  /** The extension of packages that can replace this one. */
  readonly extension: string
  readonly now: number
  /** The serial of the newest text of this feed that was accepted before. */
  readonly seenSerial: number
}

/** The signed text, parsed from its YAML, with only those files that can replace this package. */
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

/** How packages name each processor architecture. */
const ARCHITECTURES: Readonly<Record<string, RegExp>> = {
  x64: /(^|[-_.])(x64|x86_64|amd64)(?=[-_.])/,
  arm64: /(^|[-_.])(arm64|aarch64)(?=[-_.])/,
}

/** Whether a package is of this kind and its name shows no other processor. */
function fits(name: string, { extension, arch }: Wanted): boolean {
  const others = Object.entries(ARCHITECTURES).filter(([known]) => known !== arch)
  return name.endsWith(`.${extension}`) && !others.some(([, pattern]) => pattern.test(name))
}
