import type { Duplex } from 'node:stream'

/** Gives the next line of a socket, however it is cut into pieces; rejects where it is longer than that, or ends before. */
export function linesOf(socket: Duplex): (longest: number) => Promise<string> {
  let held = ''
  let isOver = false
  let look = (): void => undefined
  socket.setEncoding('utf8')
  socket.on('data', (piece: string) => {
    held += piece
    // Nobody has asked for more yet: what is not read stays with who sends it.
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
