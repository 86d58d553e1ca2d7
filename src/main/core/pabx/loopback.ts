/** This computer itself: what is said to it is heard by nobody else, so plain http will do. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)

/** Plain http to anywhere but this computer: it can be read, and changed, by anybody on the way. */
export function isInsecure(url: string): boolean {
  if (!/^http:/i.test(url) || !URL.canParse(url)) return false
  return !isLoopback(new URL(url).hostname)
}
