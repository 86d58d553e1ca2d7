/** Keys have other names there. */
export const isMac = navigator.userAgent.includes('Macintosh')
