import type { EventEmitter } from 'node:events'
import type { Strip } from '../../core/windows/reserved-strip'
import type { Logger } from '../../core/kernel/ports'
import { isWayland } from '../system/session-kind'

export type ReservedStrip = { readonly reserve: (strip: Strip | null) => void }

/** Windows and macOS have their own kind of reserved bars, and Wayland allows it only to trusted programs. */
export const canReserve = (): boolean =>
  process.platform === 'linux' && !isWayland() && (process.env['DISPLAY'] ?? '') !== ''

/**
 * Reserves a strip of the screen's edge, which maximised windows leave free. The strip belongs to a window of one pixel
 * below the bar: the bar itself is hidden briefly whenever it returns the focus, and all windows would be laid out
 * again each time. X11 removes that window and its strip when the process ends, for whatever reason.
 */
export function createReservedStrip(log: Logger): ReservedStrip {
  let wanted: Strip | null = null
  let last: Promise<void> = Promise.resolve()
  let close: (() => void) | null = null

  async function follow(strip: Strip | null): Promise<void> {
    if (strip !== wanted) return
    close?.()
    close = strip === null ? null : await open(strip, log)
  }

  return {
    reserve: (strip) => {
      if (!canReserve() || JSON.stringify(strip) === JSON.stringify(wanted)) return
      wanted = strip
      last = last.then(() => follow(strip)).catch((error: unknown) => log.warn('no strip reserved', error))
    },
  }
}

/** Sets everything that the window manager must know about the window before it appears. */
async function open({ edge, depth, from, to }: Strip, log: Logger): Promise<() => void> {
  // Loaded on demand, because hardly any bar reserves a strip.
  const { createClient } = await import('x11/lib/xcore.js')
  const display = await new Promise<Parameters<Parameters<typeof createClient>[0]>[1]>((resolve, reject) => {
    const connecting: EventEmitter = createClient((error, made) => {
      if (error instanceof Error) reject(error)
      else resolve(made)
    })
    connecting.on('error', (error: unknown) => {
      log.warn('X11', error)
      reject(error instanceof Error ? error : new Error('X11'))
    })
  })
  const { client } = display
  const root = display.screen[0]?.root
  if (root === undefined) throw new Error('no screen')
  const atom = (name: string): Promise<number> =>
    new Promise((resolve, reject) => {
      client.InternAtom(false, name, (error, found) => {
        if (error instanceof Error) reject(error)
        else resolve(found)
      })
    })
  const id = client.AllocID()
  const set = async (name: string, type: number, values: readonly number[]): Promise<void> => {
    client.ChangeProperty(0, id, await atom(name), type, 32, values)
  }
  const { ATOM, CARDINAL, STRING, WM_CLASS, WM_HINTS, WM_NAME, WM_NORMAL_HINTS, WM_SIZE_HINTS } = client.atoms
  client.CreateWindow(id, root, from, 0, 1, 1)
  client.ChangeProperty(0, id, WM_NAME, STRING, 8, Buffer.from('Vocom Bar, reserved strip'))
  client.ChangeProperty(0, id, WM_CLASS, STRING, 8, Buffer.from('vocom-bar\0Vocom Bar\0'))
  // The window takes no keys. The first number says that the second one is set.
  client.ChangeProperty(0, id, WM_HINTS, WM_HINTS, 32, [1, 0, 0, 0, 0, 0, 0, 0, 0])
  // The window stays where it was made; the first number says so.
  client.ChangeProperty(0, id, WM_NORMAL_HINTS, WM_SIZE_HINTS, 32, [5, ...Array<number>(17).fill(0)])
  await set('_NET_WM_WINDOW_TYPE', ATOM, [await atom('_NET_WM_WINDOW_TYPE_DOCK')])
  const states = ['_NET_WM_STATE_BELOW', '_NET_WM_STATE_SKIP_TASKBAR', '_NET_WM_STATE_SKIP_PAGER']
  await set('_NET_WM_STATE', ATOM, await Promise.all(states.map(atom)))
  await set('_NET_WM_DESKTOP', CARDINAL, [0xffffffff])
  await set('_NET_WM_WINDOW_OPACITY', CARDINAL, [0])
  // Left, right, top, bottom; then the beginning and end of each.
  const sides = edge === 'top' ? [0, 0, depth, 0] : [0, 0, 0, depth]
  const spans = edge === 'top' ? [0, 0, 0, 0, from, to, 0, 0] : [0, 0, 0, 0, 0, 0, from, to]
  await set('_NET_WM_STRUT', CARDINAL, sides)
  await set('_NET_WM_STRUT_PARTIAL', CARDINAL, [...sides, ...spans])
  client.MapWindow(id)
  return () => {
    client.DestroyWindow(id)
    client.terminate()
  }
}
