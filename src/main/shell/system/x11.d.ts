/** The part of the X11 client that the bar uses. */
declare module 'x11/lib/xcore.js' {
  import type { EventEmitter } from 'node:events'

  type Client = EventEmitter & {
    readonly atoms: Readonly<
      Record<
        | 'ATOM'
        | 'CARDINAL'
        | 'STRING'
        | 'WM_CLASS'
        | 'WM_HINTS'
        | 'WM_NAME'
        | 'WM_NORMAL_HINTS'
        | 'WM_SIZE_HINTS',
        number
      >
    >
    AllocID: () => number
    InternAtom: (onlyIfExists: boolean, name: string, answer: (error: unknown, atom: number) => void) => void
    CreateWindow: (id: number, parent: number, x: number, y: number, width: number, height: number) => void
    ChangeProperty: (
      mode: 0,
      id: number,
      name: number,
      type: number,
      unit: 8 | 32,
      data: Buffer | readonly number[],
    ) => void
    MapWindow: (id: number) => void
    DestroyWindow: (id: number) => void
    terminate: () => void
  }
  type Display = { readonly client: Client; readonly screen: readonly { readonly root: number }[] }

  export function createClient(answer: (error: unknown, display: Display) => void): Client
}
