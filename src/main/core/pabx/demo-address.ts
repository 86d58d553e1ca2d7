import * as z from 'zod'

const listening = z.object({ listening: z.string() })

/** The part of a child process that is used here; the demo PABX runs in it. */
type Child = {
  readonly on: (event: 'message', hear: (message: unknown) => void) => unknown
  readonly once: (event: 'exit', hear: (code: number) => void) => unknown
}

/**
 * The address at which the demo PABX listens; "" once its process has ended, whether it ever listened or not. A request
 * then fails at once and never waits for a process that is gone.
 */
export function demoAddress(child: Child, onEnd: (code: number) => void) {
  let address = ''
  const settled = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      const said = listening.safeParse(message)
      if (!said.success) return
      address = said.data.listening
      resolve()
    })
    child.once('exit', (code) => {
      address = ''
      onEnd(code)
      resolve()
    })
  })
  return { address: (): string => address, settled }
}
