/** Scheme, host and port of an address, as a browser compares them; "" when the text is no address. */
export const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : '')

/** Stands for the origin of the demo PABX, whose port changes with every run. */
export const DEMO_ORIGIN = 'demo'
