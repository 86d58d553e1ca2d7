import { chmodSync, mkdirSync, symlinkSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandIds, commandOf } from '../../src/shared/commands/table'
import type { CliAnswer } from '../../src/main/core/cli/cli-answer'
import { serveCli } from '../../src/main/shell/cli/cli-socket'
import { ended, LEFT_TO_ELECTRON, startRelay, type Ended } from '../support/relay'
import { withDoorFolder } from '../support/door-folder'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const nothingSaid = { code: LEFT_TO_ELECTRON, out: '', err: '' }

let folder = ''
let userData = ''
const ends = withDoorFolder((inside, settings) => {
  folder = inside
  userData = settings
})

/** A bar that listens; answers what it was asked. */
function serve(answer: (words: readonly string[]) => Promise<CliAnswer>, at = userData) {
  const asked: (readonly string[])[] = []
  const answering = (words: readonly string[]): Promise<CliAnswer> => {
    asked.push(words)
    return answer(words)
  }
  ends.push(serveCli(at, { answer: answering, onTrouble: () => undefined, log }))
  return asked
}

const done = (out = ''): Promise<CliAnswer> => Promise.resolve({ code: 0, out, err: '' })
const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  XDG_CONFIG_HOME: folder,
  XDG_RUNTIME_DIR: folder,
  TMPDIR: folder,
  LANG: 'en_US.UTF-8',
  ...more,
})
const ask = (...words: string[]): Promise<Ended> => ended(startRelay(words, env()))

describe('a command line through the relay', () => {
  it('is answered by the running bar: output, error and exit status, in every alphabet', async () => {
    const said = 'Ligação “1”\n\t\\ \u0001 \u{1F4DE} \u2028'
    serve(() => Promise.resolve({ code: 1, out: said, err: 'não' }))
    expect(await ask('--status', '--json')).toEqual({ code: 1, out: `${said}\n`, err: 'não\n' })
  })

  it('hands over the words as they were typed', async () => {
    const asked = serve(() => done())
    const lines = [
      ['--status'],
      ['--run', 'call.dial', '+55 (11) 3333-4444'],
      ['--dial', '"\\\n🙂', '--call', 'a-b'],
      ['--', 'tel:+551133334444'],
      ['vocom-bar://call/1?number=2'],
      ['--no-sandbox', '--run', 'agent.login'],
      ['--'],
      [],
    ]
    for (const words of lines) expect((await ask(...words)).code).toBe(0)
    expect(asked).toEqual(lines)
  })

  it('finds the bar of a named folder, of the demo, and one whose folder cannot be written', async () => {
    const named = join(folder, 'named')
    mkdirSync(join(named, 'demo'), { recursive: true })
    serve(() => done('named'), named)
    serve(() => done('demo'), join(named, 'demo'))
    expect((await ask('--status', `--user-data-dir=${named}`)).out).toBe('named\n')
    expect((await ask('--status', '--demo', `--user-data-dir=${named}`)).out).toBe('demo\n')
    // The door of a folder that takes no file lies in the session's; a folder in its place keeps the file out.
    mkdirSync(join(userData, 'door.json'))
    serve(() => done('session'))
    expect((await ask('--status')).out).toBe('session\n')
  })

  it('says what may have happened when the bar does not answer any more', async () => {
    serve(() => Promise.reject(new Error('a bug')))
    const maybe =
      'The running Vocom Bar did not answer in time. It may have run the command: look at the bar before you repeat it.'
    expect(await ask('--run', 'call.hangUp')).toEqual({ code: 1, out: '', err: `${maybe}\n` })
    const unanswered = { code: 1, out: '', err: 'The running Vocom Bar did not answer.\n' }
    expect(await ask('tel:1133334444')).toEqual(unanswered)
    const portuguese = await ended(startRelay(['--status'], env({ LANG: 'pt_BR.UTF-8' })))
    expect(portuguese).toMatchObject({ code: 1, err: 'O Vocom Bar em execução não respondeu.\n' })
    // Showing the bar can be asked for twice.
    expect(await ask()).toEqual(nothingSaid)
  })
})

describe('the relay leaves to Electron, without having said a word,', () => {
  it('every command line that it does not know for certain', async () => {
    const asked = serve(() => done())
    const paths = commandIds.filter((id) => commandOf(id).argument === 'optionalPath')
    const lines = [
      ...paths.map((id) => ['--run', id, 'bundle.zip']),
      ['--help'],
      ['--version'],
      ['--report', 'tabs'],
      ['--run'],
      ['--run', '--json'],
      ['--run=agent.login'],
      ['--run', 'agent.login', 'one', 'two'],
      ['--run', 'agent.login', '--status'],
      ['--json'],
      ['--call', '1'],
      ['--dial', '1133334444', 'more'],
      ['--staus'],
      ['--', 'https://example.com'],
      ['tel:1133334444', '--run', 'app.quit'],
      ['--', 'tel:1133334444', 'tel:1133334445'],
      ['--user-data-dir=here', '--status'],
      ['--inspect', '--status'],
      ['--dial', '1'.repeat(2_001)],
    ]
    for (const words of lines) expect(await ask(...words), words.join(' ')).toEqual(nothingSaid)
    expect(asked).toEqual([])
  })

  it('a bar that does not run, and one that has crashed', async () => {
    expect(await ask('--status')).toEqual(nothingSaid)
    const address = join(folder, 'nobody.sock')
    writeFileSync(join(userData, 'door.json'), JSON.stringify({ address, secret: '0'.repeat(64) }), {
      mode: 0o600,
    })
    expect(await ask('--status')).toEqual(nothingSaid)
  })

  it('a listener that cannot prove that it is the bar', async () => {
    const greetings = [
      `{"hello":"${'0'.repeat(64)}","proof":"${'0'.repeat(64)}"}\n`,
      `{"hello":{"hello":1},"proof":"\\u00"}\n`,
      `{"hello":"\\ud800`,
      `${'{'.repeat(5_000)}\n`,
      '\n',
    ]
    const heard: string[] = []
    const address = join(folder, 'other.sock')
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.on('data', (bytes) => heard.push(bytes.toString()))
      socket.end(greetings.at(-1) ?? '')
    })
    await new Promise<void>((resolve) => server.listen(address, resolve))
    ends.push(() => server.close())
    writeFileSync(join(userData, 'door.json'), JSON.stringify({ address, secret: '0'.repeat(64) }), {
      mode: 0o600,
    })
    for (; greetings.length > 0; greetings.pop()) expect(await ask('--run', 'app.quit')).toEqual(nothingSaid)
    expect(heard.every((line) => /^\{"hello":"[\da-f]{64}"\}\n$/.test(line))).toBe(true)
    expect(heard).toHaveLength(5)
  })

  it('a door that others could have written, or that lies elsewhere', async () => {
    serve(() => done())
    const file = join(userData, 'door.json')
    chmodSync(file, 0o644)
    expect(await ask('--status')).toEqual(nothingSaid)
    chmodSync(file, 0o600)
    expect((await ask('--status')).code).toBe(0)
    renameSync(file, join(folder, 'elsewhere.json'))
    symlinkSync(join(folder, 'elsewhere.json'), file)
    expect(await ask('--status')).toEqual(nothingSaid)
  })
})
