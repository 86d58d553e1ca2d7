import { join } from 'node:path'
import { addCatalogue } from './catalogues.mjs'
import { buildCompanion } from './companion.mjs'
import { installModules } from './modules.mjs'
import { at } from './place.mjs'
import { buildRelay } from './relay.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'
import { digest, once } from './stamp.mjs'

const generated = join('src', 'shared', 'i18n', 'generated')
const messages = join('src', 'shared', 'i18n', 'messages')
const node = (script, args, what) =>
  run(process.execPath, [at('node_modules', ...script), ...args], { cwd: at(), what })

/** Compiles the messages of the three languages, if they changed. */
export function compileMessages() {
  once(
    join(generated, '.stamp'),
    digest(messages, 'project.inlang/settings.json', 'scripts/lib/catalogues.mjs'),
    () => {
      const out = ['--project', './project.inlang', '--outdir', generated]
      const style = ['--silent', '--emit-ts-declarations', '--output-structure', 'locale-modules']
      node(
        ['@inlang', 'paraglide-js', 'bin', 'run.js'],
        ['compile', ...out, ...style],
        'Compiling the messages',
      )
      for (const locale of ['pt-BR', 'en', 'es']) addCatalogue(join(at(generated), 'messages'), locale)
    },
  )
}

/** Builds main, preload, renderer, the demo PABX, the relay and the browser extension into out/, if anything changed. */
export function build() {
  installModules()
  compileMessages()
  buildRelay()
  buildCompanion()
  once(
    join('out', '.stamp'),
    digest('src', 'electron.vite.config.ts', 'package.json', 'package-lock.json'),
    () => {
      say('Building…')
      node(['electron-vite', 'bin', 'electron-vite.js'], ['build', '--logLevel', 'warn'], 'The build')
    },
  )
}
