import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../../../../src/main/core/cli/cli-args'

it.each([
  [['--run', 'call.hangUp'], { kind: 'run', command: 'call.hangUp', argument: undefined }],
  [['--run', 'break.start', 'Almoço'], { kind: 'run', command: 'break.start', argument: 'Almoço' }],
  [['--run=call.dial', '11999990000'], { kind: 'run', command: 'call.dial', argument: '11999990000' }],
  [['--dial', '(11) 99999-0000'], { kind: 'run', command: 'call.dial', argument: '(11) 99999-0000' }],
  [['--status', '--json'], { kind: 'status', json: true }],
  [['--user-data-dir=/x', '--no-sandbox', '--status'], { kind: 'status', json: false }],
  [['--version'], { kind: 'version', verbose: false }],
  [['--help', '--run', 'x'], { kind: 'help' }],
  [['tel:123'], { kind: 'bar', links: ['tel:123'] }],
  [[], { kind: 'bar', links: [] }],
  [['--dial'], { kind: 'mistake', sentence: { key: 'cli_value_missing', values: { flag: 'dial' } } }],
  [
    ['--run', '--status'],
    { kind: 'mistake', sentence: { key: 'cli_value_missing', values: { flag: 'run' } } },
  ],
  [['https://example.com'], { kind: 'mistake', sentence: { key: 'link_refused' } }],
])('%j', (words, invocation) => {
  expect(parseArguments(words).invocation).toEqual(invocation)
})

it('says at once that an argument is too long; a link is cut, and refused as what it is', () => {
  const figures = '1'.repeat(5_000)
  expect(parseArguments(['--dial', figures]).invocation).toMatchObject({
    kind: 'mistake',
    sentence: { key: 'cli_word_too_long' },
  })
  expect(parseArguments([`tel:${figures}`]).invocation).toMatchObject({ kind: 'bar' })
})

it.each([
  [['--dial', '11', '99999-9999'], '99999-9999'],
  [['--run', 'call.dial', '+55', '11', '99999-9999'], '11'],
  [['--run', 'call.transfer', '20', '08'], '08'],
  [['--report', 'tabs', '--from', '2026-03-01', '08:30', '--out', 'x.csv'], '08:30'],
  [['--status', 'please'], 'please'],
])('does nothing by halves: %j', (words, text) => {
  expect(parseArguments(words).invocation).toEqual({
    kind: 'mistake',
    sentence: { key: 'cli_words_left', values: { text } },
  })
})

describe('what stands behind a link, or behind “--”', () => {
  it.each([
    [['--', 'tel:123'], ['tel:123']],
    [['--hidden', '--', 'vocom-bar://show'], ['vocom-bar://show']],
    [['--'], []],
    [
      ['tel:1', 'tel:2'],
      ['tel:1', 'tel:2'],
    ],
  ])('is a link: %j', (words, links) => {
    expect(parseArguments(words).invocation).toEqual({ kind: 'bar', links })
  })

  it.each([
    [['vocom-bar://x', '--run', 'call.hangUp']],
    [['--', 'vocom-bar://x', '--run', 'call.hangUp']],
    [['tel:1', '--run=call.hangUp']],
    [['tel:1', '--dial', '2']],
    [['tel:1', '--demo']],
    [['--', '--run', 'call.hangUp']],
    [['--', '--status']],
    [['tel:1', '-x']],
  ])('is never a switch: %j', (words) => {
    expect(parseArguments(words)).toEqual({
      demo: false,
      hidden: false,
      invocation: { kind: 'mistake', sentence: { key: 'link_refused' } },
    })
  })

  it('may be an argument that begins as a switch does', () => {
    expect(parseArguments(['--run', 'break.start', '--', '-Almoço']).invocation).toEqual({
      kind: 'run',
      command: 'break.start',
      argument: '-Almoço',
    })
  })
})

describe('a flag that is nobody’s', () => {
  it.each([
    [['--frobnicate'], '--frobnicate', null],
    [['--frobnicate=1', 'tel:123456'], '--frobnicate', null],
    [['--staus'], '--staus', '--status'],
    [['--Status'], '--Status', '--status'],
    [['--user-data-dri=/x'], '--user-data-dri', '--user-data-dir'],
    [['--status', '--bogus'], '--bogus', null],
    [['--status', '-x'], '-x', null],
    [['--dial', '12345', '--frob'], '--frob', '--from'],
    [['--run', 'break.end', '--some-thing'], '--some-thing', null],
    [['--version', '--bogus'], '--bogus', null],
  ])('is refused: %j', (words, flag, meant) => {
    const { invocation } = parseArguments(words)
    expect(invocation).toMatchObject({
      kind: 'mistake',
      sentence: { values: meant === null ? { flag } : { flag, meant } },
    })
  })

  // Of Chromium, Electron, Node, Playwright, the installers and the systems.
  const theirs =
    '--no-sandbox --disable-gpu --disable_gpu --user-data-dir=/x --lang=pt-BR --ozone-platform=wayland ' +
    '--ozone-platform-hint=auto --enable-features=UseOzonePlatform --remote-debugging-port=0 --inspect=0 ' +
    '--inspect-brk --js-flags=--x --force-device-scale-factor=1.5 --high-dpi-support=1 --password-store=basic ' +
    '--proxy-server=x:1 --host-rules=y --ignore-certificate-errors --log-level=3 --enable-logging --v=1 ' +
    '--vmodule=*=1 --type=utility --gtk-version=3 --in-process-gpu --use-gl=swiftshader --headless --kiosk ' +
    '--disk-cache-dir=/c --auth-server-allowlist=z --crash-dumps-dir=/d --original-process-start-time=1 ' +
    '--squirrel-firstrun --updated --trace-warnings --max-old-space-size=4096 --allow-pre-commit-input ' +
    '--test-type=webdriver --force-renderer-accessibility --single-process --no-zygote --class=vocom --hidden'

  it.each(theirs.split(' '))('%s is somebody’s', (flag) => {
    expect(parseArguments([flag]).invocation).toEqual({ kind: 'bar', links: [] })
    expect(parseArguments([flag, 'tel:123456']).invocation).toEqual({ kind: 'bar', links: ['tel:123456'] })
    expect(parseArguments([flag, '--status']).invocation.kind).toBe('status')
  })

  it.each(['-psn_0_12345', '-ToastActivated', '--some-switch-of-next-year=1', '--'])(
    '%s keeps no bar from starting',
    (word) => expect(parseArguments([word]).invocation.kind).toBe('bar'),
  )

  it('a value is none, nor is what help is asked about', () => {
    expect(parseArguments(['--dial', '-5']).invocation.kind).toBe('run')
    expect(parseArguments(['--help', '--bogus']).invocation.kind).toBe('help')
  })
})
