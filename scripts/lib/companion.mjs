import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { companionKey } from './companion-key.mjs'
import { at } from './place.mjs'
import { run } from './run.mjs'
import { digest, once } from './stamp.mjs'

/*
 * The browser extension (src/companion), built into out/companion as browsers load it.
 */

export const companionFolder = at('out', 'companion')

const SIZES = [16, 32, 48, 128]
const messages = join('src', 'shared', 'i18n', 'messages')
const languages = { en: 'en', 'pt-BR': 'pt_BR', es: 'es' }
/** The parts, each a file of its own: a page's script can load no other. */
const parts = { worker: 'worker/worker.ts', page: 'page/page.ts', popup: 'popup/popup.ts' }

/** Builds the extension, if anything changed. */
export function buildCompanion() {
  const sources = digest(
    'src/companion',
    'src/shared',
    'resources/icons',
    'package.json',
    'package-lock.json',
  )
  const current = [sources, digest(messages), companionKey().id].join(' ')
  once(join('out', '.companion-stamp'), current, () => {
    rmSync(companionFolder, { recursive: true, force: true })
    run(process.execPath, [at('scripts', 'companion.mjs')], { cwd: at(), what: 'Building the extension' })
  })
}

/** Writes the whole extension into its folder. */
export async function writeCompanion() {
  mkdirSync(companionFolder, { recursive: true })
  const { build } = await import('vite')
  for (const [name, entry] of Object.entries(parts)) {
    const lib = {
      entry: at('src', 'companion', entry),
      formats: ['iife'],
      name: 'vocomBar',
      fileName: () => `${name}.js`,
    }
    await build({
      configFile: false,
      root: at(),
      logLevel: 'warn',
      publicDir: false,
      build: { target: 'chrome123', outDir: companionFolder, emptyOutDir: false, minify: true, lib },
    })
  }
  for (const name of ['index.html', 'popup.css'])
    cpSync(at('src', 'companion', 'popup', name), join(companionFolder, name))
  for (const size of SIZES)
    cpSync(at('resources', 'icons', `${size}x${size}.png`), join(companionFolder, `${size}.png`))
  for (const [language, folder] of Object.entries(languages)) writeWords(language, folder)
  writeFileSync(join(companionFolder, 'manifest.json'), JSON.stringify(manifest(companionKey()), null, 2))
}

function manifest({ publicKey }) {
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
  const icons = Object.fromEntries(SIZES.map((size) => [size, `${size}.png`]))
  return {
    manifest_version: 3,
    name: 'Vocom Bar',
    version,
    description: '__MSG_companion_description__',
    default_locale: 'en',
    key: publicKey.toString('base64'),
    minimum_chrome_version: '123',
    icons,
    permissions: ['nativeMessaging', 'scripting', 'storage'],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    background: { service_worker: 'worker.js' },
    action: { default_popup: 'index.html', default_icon: icons },
    // No other extension may speak to this one; pages never may.
    externally_connectable: { ids: [] },
    commands: {
      'dial-selection': {
        suggested_key: { default: 'Alt+Shift+D' },
        description: '__MSG_companion_dial_selection__',
      },
    },
  }
}

/** The words for the browser itself, and until the bar has sent the agent's. */
function writeWords(language, folder) {
  const texts = ['companion', 'commands', 'bar'].flatMap((area) =>
    Object.entries(JSON.parse(readFileSync(at(messages, area, `${language}.json`), 'utf8'))),
  )
  const plain = texts.filter(
    ([name, text]) => /^(companion|command|transfer_to)/.test(name) && typeof text === 'string',
  )
  const place = join(companionFolder, '_locales', folder)
  mkdirSync(place, { recursive: true })
  const named = Object.fromEntries(plain.map(([name, message]) => [name, { message }]))
  writeFileSync(join(place, 'messages.json'), JSON.stringify(named))
}
