import { createServer, type Socket } from 'node:net'

/** What was sent to be spoken; the text `stop` ends whatever is being spoken then. */
export type Spoken = { readonly at: number; readonly text: string }

export type SpeechServer = {
  readonly spoken: readonly Spoken[]
  /** Resolves when something is spoken for the first time. */
  readonly first: Promise<void>
  readonly close: () => void
}

/** Answers of the speech dispatcher that have more than one line. */
const lists: readonly (readonly [command: RegExp, code: number, item: string])[] = [
  [/^LIST OUTPUT_MODULES/i, 250, 'silent'],
  [/^LIST SYNTHESIS_VOICES/i, 249, 'Voice\ten\tnone'],
  [/^LIST VOICES/i, 249, 'MALE1'],
  [/^GET /i, 251, '0'],
  [/^HISTORY GET CLIENT_ID/i, 245, '1'],
]

/** What a program needs to speak by it. */
export const speechEnv = (path: string): Record<string, string> => ({
  SPEECHD_ADDRESS: `unix_socket:${path}`,
})

/**
 * Takes the place of the speech dispatcher (its protocol is SSIP): it notes what is to be spoken and makes no sound, so
 * that the transcript is what a person hears, as soon as it is.
 */
export async function hostSpeech(path: string): Promise<SpeechServer> {
  const spoken: Spoken[] = []
  let begin: () => void = () => undefined
  const first = new Promise<void>((resolve) => (begin = resolve))
  const server = createServer((socket) =>
    converse(socket, (text) => {
      spoken.push({ at: Date.now(), text })
      if (text !== 'stop') begin()
    }),
  )
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return { spoken, first, close: () => void server.close() }
}

function converse(socket: Socket, tell: (text: string) => void): void {
  let held = ''
  /** The lines of a message that is being received. */
  let message: string[] | null = null
  let tellsOfEnds = false
  const say = (text: string): void => void socket.write(`${text}\r\n`)
  const tellEvent = (event: string): void => {
    const code = event.slice(0, 3)
    for (const line of [`${code}-1`, `${code}-1`, event]) say(line)
  }
  socket.setEncoding('utf8')
  socket.on('error', () => socket.destroy())
  socket.on('data', (piece: string) => {
    const lines = (held + piece).split('\r\n')
    held = lines.pop() ?? ''
    for (const line of lines) take(line)
  })

  function take(line: string): void {
    if (message !== null && line === '.') {
      tell(plain(message.join(' ')))
      message = null
      say('225-1')
      say('225 OK MESSAGE QUEUED')
      // Nothing sounds, so it is over at once.
      if (tellsOfEnds) for (const event of ['701 BEGIN', '702 END']) tellEvent(event)
      return
    }
    if (message !== null) {
      message.push(line.replace(/^\.\./, '.'))
      return
    }
    if (/^SPEAK$/i.test(line)) {
      message = []
      say('230 OK RECEIVING DATA')
      return
    }
    // A reader that hears of ends goes on to read the whole page.
    if (/^SET SELF CLIENT_NAME /i.test(line)) tellsOfEnds = !/orca/i.test(line)
    if (/^(CANCEL|STOP)/i.test(line)) tell('stop')
    const named = /^(?:CHAR|KEY|SOUND_ICON) (.*)$/i.exec(line)
    if (named?.[1] !== undefined) tell(named[1])
    const list = lists.find(([command]) => command.test(line))
    if (list !== undefined) say(`${list[1]}-${list[2]}`)
    say(`${list?.[1] ?? 200} OK`)
    if (/^QUIT/i.test(line)) socket.end()
  }
}

/** Without the marks and entities of SSML. */
const plain = (text: string): string =>
  text
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
