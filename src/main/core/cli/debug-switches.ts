/** Switches that open the running bar to a debugger, and so its key; spelled as Chromium and Node name them. */
export const debugSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-targets',
  'remote-debugging-io-pipes',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'wait-for-debugger',
  'wait-for-debugger-children',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'debug',
  'debug-brk',
  'debug-port',
  'js-flags',
] as const

/** Chromium reads one hyphen as two. On Windows it also accepts a slash, and ignores letter case. */
const spelled = new RegExp(`^(--?|/)(${debugSwitches.join('|')})(=|$)`, 'i')

/** The first switch on that command line that opens the program to a debugger; null when there is none. */
export const debuggerSwitch = (words: readonly string[]): string | null =>
  words.find((word) => spelled.test(word)) ?? null
