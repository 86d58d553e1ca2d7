import type { Bridge } from '../../shared/ipc/bridge'

/** The way to main: what the preload script exposes. */
export const bridge: Bridge = (window as unknown as { readonly bar: Bridge }).bar
