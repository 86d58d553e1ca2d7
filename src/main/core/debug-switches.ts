/** Switches by which somebody could look into a running bar, key included. */
const debugging =
  /^--(remote-debugging-(port|pipe|address|targets)|inspect(-brk|-port|-publish-uid|-wait)?|js-flags)(=|$)/

/** The first switch on that command line that opens the program to a debugger; null where there is none. */
export const debuggerSwitch = (words: readonly string[]): string | null =>
  words.find((word) => debugging.test(word)) ?? null
