/** Whether the host is this computer. Nobody else can listen in, so plain http is acceptable. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)

/** Whether the address is plain http to another computer, which anybody on the way can read and change. */
export function isInsecure(url: string): boolean {
  if (!/^http:/i.test(url) || !URL.canParse(url)) return false
  return !isLoopback(new URL(url).hostname)
}
