import { expect, it } from 'vitest'
import { debuggerSwitch } from '../../../../../src/main/core/cli/debug-switches'

it.each([
  '--inspect',
  '--inspect=0',
  '--inspect-brk',
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '-remote-debugging-port=0',
  '/remote-debugging-port=0',
  '--Remote-Debugging-Port=0',
  '-INSPECT',
  '--js-flags=--expose-gc',
  '--auto-open-devtools-for-tabs',
])('%s opens the program to a debugger', (word) => {
  expect(debuggerSwitch(['vocom-bar', word])).toBe(word)
})

it('leaves everything else alone', () => {
  expect(
    debuggerSwitch([
      '--inspector-gadget',
      '/home/debug/x',
      'remote-debugging-port',
      '/inspector',
      '--dial',
      '--user-data-dir=/x',
      'tel:1',
    ]),
  ).toBeNull()
})
