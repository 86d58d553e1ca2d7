import type { Duplex } from 'node:stream'

/**
 * Reads the next line of a socket, however its text arrives. Rejects when the line is longer than `longest`, or when
 * the socket ends first.
 */
export function linesOf(socket: Duplex): (longest: number) => Promise<string> {
  let held = ''
  let isOver = false
  let look = (): void => undefined
  socket.setEncoding('utf8')
  socket.on('data', (piece: string) => {
    held += piece
    // The next line has not been asked for: unread text stays with the sender.
    socket.pause()
    look()
  })
  for (const event of ['end', 'error', 'close'])
    socket.on(event, () => {
      isOver = true
      look()
    })
  return (longest) =>
    new Promise((resolve, reject) => {
      look = () => {
        const end = held.indexOf('\n')
        if (end > longest || (end === -1 && held.length > longest)) {
          socket.destroy()
          reject(new Error('message too long'))
        } else if (end !== -1) {
          const line = held.slice(0, end)
          held = held.slice(end + 1)
          look = () => undefined
          resolve(line)
        } else if (isOver) reject(new Error('closed'))
        else socket.resume()
      }
      look()
    })
}
