/** Scheme, host and port of an address, as a browser compares them; "" where it is none. */
export const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : '')

/** Of the demo PABX, whose port nobody knows beforehand. */
export const DEMO_ORIGIN = 'demo'
