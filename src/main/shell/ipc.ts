import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { Pushed } from '../../shared/bridge'
import { channels } from '../../shared/channels'
import type { Outcome } from '../../shared/outcome'
import type { Logger } from '../core/ports'
import { isOurs } from './protocol'

/** A payload longer than this, as JSON, comes from no window of ours. */
const PAYLOAD_LIMIT = 64 * 1024

export type Answerers = {
  readonly dispatch: (id: string, argument: unknown) => Promise<Outcome>
  readonly snapshot: () => Pushed
  readonly query: (name: string, argument: unknown) => Promise<unknown>
  readonly log: Logger
}

/**
 * The only door between the windows and main: sender, number of arguments and size are checked here, once.
 * A page may knock before main can answer; it waits for the answerers.
 */
export function openIpc(answerers: Promise<Answerers>): void {
  const answer = (
    channel: string,
    arity: number,
    run: (by: Answerers, args: readonly unknown[]) => unknown,
  ): void => {
    ipcMain.handle(channel, async (event, ...args: unknown[]) => {
      const refusal = refuse(event, args, arity)
      const by = await answerers
      if (refusal === null) return run(by, args)
      by.log.warn('message refused', { channel, refusal })
      throw new Error('refused')
    })
  }
  answer(channels.dispatch, 2, (by, [id, argument]) => by.dispatch(String(id), argument))
  answer(channels.snapshot, 0, (by) => by.snapshot())
  answer(channels.query, 2, (by, [name, argument]) => by.query(String(name), argument))
}

function refuse(event: IpcMainInvokeEvent, args: readonly unknown[], arity: number): string | null {
  const frame = event.senderFrame
  if (frame?.parent !== null || !isOurs(frame.url)) return 'sender'
  if (args.length > arity) return 'arguments'
  if (arity > 0 && typeof args[0] !== 'string') return 'name'
  if (JSON.stringify(args).length > PAYLOAD_LIMIT) return 'size'
  return null
}

export const push = (contents: WebContents, pushed: Pushed): void => contents.send(channels.changed, pushed)
