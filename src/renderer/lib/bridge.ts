import type { Bridge } from '../../shared/bridge'

declare global {
  // eslint has no say here: `window.bar` is what the preload script exposes.
  interface Window {
    readonly bar: Bridge
  }
}

/** The way to main. */
export const bridge: Bridge = window.bar
