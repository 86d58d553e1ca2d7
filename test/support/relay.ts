import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** The compiled relay. */
export const relay = fileURLToPath(new URL('../../out/relay/vocom-bar-relay', import.meta.url))

/** What the relay answers its launcher when it has told nobody anything. */
export const LEFT_TO_ELECTRON = 75

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

export const startRelay = (
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): ChildProcessWithoutNullStreams => spawn(relay, words, { env })

export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const code = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, out, err }
}
