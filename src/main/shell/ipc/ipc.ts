import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { callRef, type CallRef } from '../../../shared/ids'
import type { Beginning, Pushed } from '../../../shared/ipc/bridge'
import { channels } from '../../../shared/ipc/channels'
import type { Outcome } from '../../../shared/outcome'
import { askedBy, mayPress, type PageName, type QueryName } from '../../../shared/ipc/queries'
import type { Logger } from '../../core/kernel/ports'
import { isLargerThan } from '../../core/windows/payload-size'
import { isPage } from '../windows/protocol'

/** No window of the bar sends a larger payload. Bytes, approximately. */
const PAYLOAD_LIMIT = 64 * 1024

export type Answerers = {
  readonly dispatch: (
    id: string,
    argument: unknown,
    page: PageName,
    call: CallRef | undefined,
  ) => Promise<Outcome>
  readonly snapshot: (page: PageName) => Pushed
  readonly query: (name: string, argument: unknown) => Promise<unknown>
  readonly log: Logger
}

/** The page that each window was made for. A sender counts as that page only in that window and at that address. */
const made = new WeakMap<WebContents, PageName>()
export const admit = (contents: WebContents, page: PageName): void => void made.set(contents, page)

/**
 * The only way from the windows to main: sender, number of arguments and size are checked here, once. A page may ask
 * before main can answer; its request waits for the answerers. Where a beginning is known, the first request for a
 * snapshot is answered with it.
 */
export function openIpc(answerers: Promise<Answerers>, beginning: Beginning | null): void {
  let first = beginning
  void answerers.then(() => (first = null))
  const takeFirst = (): Beginning | null => {
    const taken = first
    first = null
    return taken
  }
  const answer = (
    channel: string,
    arity: number,
    mayAsk: (page: PageName, name: string) => boolean,
    run: (by: Answerers, args: readonly unknown[], page: PageName) => unknown,
    /** The answer while there are no answerers; null to wait for them. */
    beforeThat: () => unknown = () => null,
  ): void => {
    ipcMain.handle(channel, async (event, ...args: unknown[]) => {
      const refusal = refuse(event, args, arity, mayAsk)
      const before = refusal === null ? beforeThat() : null
      if (before !== null) return before
      const by = await answerers
      const page = made.get(event.sender)
      if (refusal === null && page !== undefined) return run(by, args, page)
      by.log.warn('message refused', { channel, refusal })
      throw new Error('refused')
    })
  }
  const isAskedBy = (page: PageName, name: string): boolean =>
    Object.hasOwn(askedBy, name) && askedBy[name as QueryName] === page
  answer(channels.dispatch, 3, mayPress, (by, [id, argument, call], page) =>
    by.dispatch(String(id), argument, page, typeof call === 'string' ? callRef(call) : undefined),
  )
  answer(
    channels.snapshot,
    0,
    () => true,
    (by, _args, page) => by.snapshot(page),
    takeFirst,
  )
  answer(channels.query, 2, isAskedBy, (by, [name, argument]) => by.query(String(name), argument))
}

function refuse(
  event: IpcMainInvokeEvent,
  args: readonly unknown[],
  arity: number,
  mayAsk: (page: PageName, name: string) => boolean,
): string | null {
  const frame = event.senderFrame
  const page = made.get(event.sender)
  if (frame?.parent !== null || page === undefined || !isPage(frame.url, page)) return 'sender'
  if (args.length > arity) return 'arguments'
  if (arity > 0 && typeof args[0] !== 'string') return 'name'
  if (isLargerThan(args, PAYLOAD_LIMIT)) return 'size'
  return mayAsk(page, String(args[0])) ? null : 'page'
}

export const push = (contents: WebContents, pushed: Pushed): void => contents.send(channels.changed, pushed)
