import type {
  CompanionAnswer,
  CompanionMessage,
  CompanionSaid,
  CompanionState,
  CompanionWord,
} from '../../shared/companion/messages'
import type { Reach } from '../messages'

/*
 * The connection to the bar: the browser starts the relay, which carries each message. Its frames are described in
 * src/relay/host.c.
 */

const HOST = 'vocom_bar'

type Frame = {
  readonly n?: number
  readonly answer?: CompanionAnswer
  readonly failed?: 'tooLong' | 'busy' | 'unheard' | 'silent'
  readonly said?: CompanionSaid
  readonly ended?: 'notRunning' | 'gone' | 'unheard'
}

/** Why a message was not carried out, or may not have been. */
const failures = {
  tooLong: 'companion_no_answer',
  busy: 'companion_no_answer',
  silent: 'companion_no_answer',
  unheard: 'companion_not_running',
} as const satisfies Record<NonNullable<Frame['failed']>, CompanionWord>

type Ports = {
  readonly onState: (state: CompanionState) => void
  /** The bar wants this page shown. */
  readonly onOpen: (url: string) => void
  /** The bar or the relay is gone: nothing of what was shown is certain any more. */
  readonly onLost: () => void
  readonly say: (word: CompanionWord) => string
}

export function createHost({ onState, onOpen, onLost, say }: Ports) {
  let port: chrome.Port | null = null
  let reach: Reach = 'notRunning'
  let sent = 0
  const waiting = new Map<number, (answer: CompanionAnswer) => void>()
  let whenReached: (() => void)[] = []

  const failed = (word: CompanionWord): CompanionAnswer => ({ ok: false, says: say(word) })
  function reached(now: Reach): void {
    reach = now
    whenReached.forEach((run) => run())
    whenReached = []
  }

  function open(): chrome.Port {
    const opened = chrome.runtime.connectNative(HOST)
    let ended: Frame['ended'] = undefined
    sent = 0
    opened.onMessage.addListener((message) => {
      const frame = message as Frame
      if (frame.said !== undefined) {
        reached('connected')
        if ('open' in frame.said) onOpen(frame.said.open)
        else onState(frame.said)
      }
      ended = frame.ended ?? ended
      const answered = waiting.get(frame.n ?? 0)
      if (answered === undefined) return
      waiting.delete(frame.n ?? 0)
      answered(frame.answer ?? failed(failures[frame.failed ?? 'silent']))
    })
    opened.onDisconnect.addListener(() => {
      const why = chrome.runtime.lastError?.message ?? ''
      port = null
      const isMissing = /not found|forbidden|Failed to start/i.test(why)
      const wasConnected = reach === 'connected'
      reached(isMissing ? 'notConnected' : 'notRunning')
      // What was under way when the relay was lost may have been done.
      const word = isMissing ? 'companion_not_connected' : lostWord(ended, wasConnected)
      const lost = [...waiting.values()]
      waiting.clear()
      for (const answered of lost) answered(failed(word))
      onLost()
    })
    return opened
  }

  const connect = (): chrome.Port => (port ??= open())
  return {
    connect: () => void connect(),
    /** Resolves when it is known whether the bar can be reached. */
    reach: (): Promise<Reach> => {
      if (port !== null && reach === 'connected') return Promise.resolve(reach)
      connect()
      return new Promise((resolve) => whenReached.push(() => resolve(reach)))
    },
    ask: (message: CompanionMessage): Promise<CompanionAnswer> =>
      new Promise((resolve) => {
        const to = connect()
        waiting.set(++sent, resolve)
        to.postMessage(message)
      }),
  }
}

const lostWord = (ended: Frame['ended'], wasConnected: boolean): CompanionWord =>
  ended === 'notRunning' || ended === 'unheard' || !wasConnected
    ? 'companion_not_running'
    : 'companion_no_answer'
