import { resolveConfig } from 'electron-vite'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, mkdirSync, rmSync, watch } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build, createServer, mergeConfig } from 'vite'
import { compileMessages } from './build.mjs'
import { electronExecutable } from './electron.mjs'
import { SPOKEN_NAME } from './launcher.mjs'
import { at } from './place.mjs'
import { say } from './say.mjs'

/** How long a bar may take to end before it is ended. Milliseconds. */
const END_LIMIT_MS = 3_000
/** An editor writes a file in more than one step. Milliseconds. */
const SETTLED_MS = 100

/** Starts the bar with the demo PABX, its pages served by Vite; each follows what is changed, until the bar ends. */
export async function runAndFollow(flags) {
  watchMessages()
  const folder = appFolder()
  const how = { logLevel: 'warn', build: { outDir: join(folder, 'out') } }
  const { config } = await resolveConfig(how, 'serve', 'development')
  const pages = await createServer(config.renderer)
  await pages.listen()
  const bar = createBar(folder, flags, pages.resolvedUrls.local[0].replace(/\/$/, ''))
  await Promise.all([
    buildAndWatch('main', config.main, bar.restart),
    buildAndWatch('preload', config.preload, () => pages.ws.send({ type: 'full-reload' })),
  ])
  await bar.restart()
  say('The bar is started again when main changes; its pages follow each change. Ctrl+C ends it.')
}

/** An app of its own, so that what `npm run build` made stays what it is; Electron finds the packages above it. */
function appFolder() {
  const folder = at('out', 'dev', 'app')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  copyFileSync(at('package.json'), join(folder, 'package.json'))
  cpSync(at('resources'), join(folder, 'resources'), { recursive: true })
  return folder
}

/** A bar that is just starting may still read a part of the build before. */
const changing = { watch: {}, minify: false, emptyOutDir: false }

/** Resolves when it is built for the first time; each later time it says so, and calls. */
function buildAndWatch(name, config, onRebuilt) {
  let isFirst = true
  return new Promise((resolve, reject) => {
    const plugin = {
      name: 'tell-of-rebuilds',
      closeBundle() {
        if (!isFirst) {
          say(`Built ${name} anew.`)
          void onRebuilt()
        }
        isFirst = false
        resolve()
      },
    }
    build(mergeConfig(config, { build: changing, plugins: [plugin] })).then(
      (watcher) => watcher.on('event', ({ code, error }) => code === 'ERROR' && say(error.message)),
      reject,
    )
  })
}

/** The running bar. One that ends by itself ends all of this. */
function createBar(folder, flags, pagesUrl) {
  // As root Chromium refuses to start with its sandbox on.
  const chromium = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const words = [...chromium, `--user-data-dir=${at('out', 'dev', 'data')}`, folder, '--demo', ...flags]
  const env = { ...process.env, ELECTRON_RENDERER_URL: pagesUrl }
  let child
  let turn = Promise.resolve()

  function start() {
    const started = spawn(electronExecutable(), words, { stdio: 'inherit', env, argv0: SPOKEN_NAME })
    started.on('exit', (code) => {
      if (child === started) process.exit(code ?? 1)
    })
    child = started
  }

  /** The next one would take itself for a second start while this one lives. */
  async function stop() {
    const ending = child
    child = undefined
    if (ending === undefined || ending.exitCode !== null) return
    const ended = once(ending, 'exit')
    ending.kill('SIGTERM')
    if ((await Promise.race([ended, pause(END_LIMIT_MS)])) === undefined) ending.kill('SIGKILL')
    await ended
  }

  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void stop().then(() => process.exit(0)))
  return {
    restart: () => (turn = turn.then(stop).then(start)),
  }
}

function watchMessages() {
  let settling
  watch(at('src', 'shared', 'i18n', 'messages'), { recursive: true }, () => {
    clearTimeout(settling)
    settling = setTimeout(() => {
      try {
        compileMessages()
      } catch (error) {
        say(error.message)
      }
    }, SETTLED_MS)
  })
}
