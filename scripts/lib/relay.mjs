import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { companionKey } from './companion-key.mjs'
import { at } from './place.mjs'
import { attempt, has } from './run.mjs'
import { say, Stop } from './say.mjs'
import { digest, once } from './stamp.mjs'

/*
 * The relay (src/relay): the small native program that hands command lines, links and the messages of the browser
 * extension to the running bar. Compiled wherever there is a C compiler; without one, Electron does the same slowly and
 * the extension cannot be connected.
 */

export const relayPath = at('out', 'relay', 'vocom-bar-relay')

const sources = join('src', 'relay')
const messages = join('src', 'shared', 'i18n', 'messages', 'cli')
const languages = ['en', 'pt-BR', 'es']
const WARNINGS = ['-Wall', '-Wextra', '-Werror', '-pedantic']

/** Whether this computer can compile the relay. */
export const canCompile = () => process.platform !== 'win32' && has('cc')

/** Compiles the relay, if anything changed. */
export function buildRelay() {
  if (!canCompile()) return
  const { id } = companionKey()
  once(join('out', 'relay', '.stamp'), `${digest(sources, messages)} ${id}`, () => {
    mkdirSync(at('out', 'relay'), { recursive: true })
    writeFileSync(at('out', 'relay', 'sentences.h'), sentences())
    const files = readdirSync(at(sources))
      .filter((name) => name.endsWith('.c'))
      .map((name) => at(sources, name))
    const standard = ['-std=c11', '-D_DEFAULT_SOURCE', '-D_XOPEN_SOURCE=700', '-O2', '-s', ...WARNINGS]
    const words = [...standard, `-DEXTENSION_ID="${id}"`, '-I', at('out', 'relay'), '-o', relayPath, ...files]
    // On its own it runs under every libc; not every system has the library for that.
    if (attempt('cc', ['-static', ...words]).code === 0) return
    const { code, stderr } = attempt('cc', words)
    if (code !== 0) throw new Stop(`The relay could not be compiled: ${stderr.trim().split('\n')[0]}`)
    say('The relay needs the libc of this system: no static one was found.')
  })
}

/** What the relay itself has to say, in the three languages; English stands for any other. */
function sentences() {
  const rows = languages.map((language) => {
    const { cli_maybe_done, cli_watch_broken, cli_no_answer } = JSON.parse(
      readFileSync(at(messages, `${language}.json`), 'utf8'),
    )
    return `    {${[language, cli_maybe_done, cli_watch_broken, cli_no_answer].map((text) => JSON.stringify(text)).join(', ')}},`
  })
  return [
    'struct sentences { const char *language, *maybe_done, *watch_broken, *no_answer; };',
    'static const struct sentences all_sentences[] = {',
    ...rows,
    '};',
    '',
  ].join('\n')
}
