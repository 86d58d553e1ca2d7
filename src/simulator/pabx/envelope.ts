import type { ServerResponse } from 'node:http'
import type { Manners } from '../manners'

/*
 * How an answer is sent: its content type, its HTTP status, and the text that PHP writes around it.
 */

export const notice =
  '<br />\n<b>Notice</b>:  Undefined variable: result in <b>agent.php</b> on line <b>214</b><br />\n'
const fatal = '<br />\n<b>Fatal error</b>:  Uncaught Error in <b>agent.php</b> on line <b>214</b><br />\n'

const around: Record<Manners['notices'], (text: string) => string> = {
  none: (text) => text,
  before: (text) => notice + text,
  behind: (text) => text + notice,
  instead: () => fatal,
}

/** Sends the text as HTML, like a PHP page that never sets a content type. */
export function sendHtml(to: ServerResponse, text: string): void {
  to.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' }).end(text)
}

/** Sends an answer as the manners say; `status` is used unless they say that it is always 200. */
export function send(
  to: ServerResponse,
  { htmlAnswers, notices }: Manners,
  status: number,
  text: string,
): void {
  const sent = around[notices](text)
  if (htmlAnswers) sendHtml(to, sent)
  else to.writeHead(status, { 'content-type': 'application/json' }).end(sent)
}
