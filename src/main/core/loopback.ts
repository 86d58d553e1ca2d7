/** This computer itself: what is said to it is heard by nobody else, so plain http will do. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)
