import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Writes down the folders of the packages that went into a bundle: scripts/lib/licences.mjs collects their licences. */
const noteShipped = (part: string): Plugin => ({
  name: 'note-shipped',
  apply: 'build',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
    const packages = modules.flatMap(
      (id) => /^\0?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1] ?? [],
    )
    mkdirSync(at('out/shipped'), { recursive: true })
    writeFileSync(
      join(at('out/shipped'), `${part}.json`),
      JSON.stringify([...new Set(packages)].sort(), null, 2),
    )
  },
})

const ICONS = at('node_modules/@lucide/svelte/dist/icons').replaceAll('\\', '/')

type IconNode = readonly [tag: string, attributes: Readonly<Record<string, string>>]

/**
 * `import Pause from 'virtual:icon/pause'`: a lucide icon as a component whose markup stands still. The library's own
 * component makes each line of an icon by hand when it appears, which was nearly half of what drawing the bar cost.
 */
const staticIcons: Plugin = {
  name: 'static-icons',
  enforce: 'pre',
  resolveId: (source) =>
    source.startsWith('virtual:icon/') ? `${ICONS}/${source.slice('virtual:icon/'.length)}.svelte` : null,
  load(id) {
    if (!id.startsWith(ICONS)) return null
    const data = /^const iconData = (.*);$/m.exec(readFileSync(id, 'utf8'))?.[1]
    if (data === undefined) this.error(`No icon was found in ${id}.`)
    const { node } = JSON.parse(data) as { readonly node: readonly IconNode[] }
    const lines = node.map(([tag, attributes]) => {
      const words = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`)
      return `<${tag}${words.join('')} />`
    })
    return `<script>const { size = 24, strokeWidth = 2, fill = 'none' } = $props()</script>
<svg aria-hidden="true" width={size} height={size} viewBox="0 0 24 24" {fill} stroke="currentColor"
  stroke-width={strokeWidth} stroke-linecap="round" stroke-linejoin="round">${lines.join('')}</svg>`
  },
}

/** The bar asks X11 for none of its extensions but one; the others are three quarters of that library. */
const withoutX11Extensions: Plugin = {
  name: 'without-x11-extensions',
  enforce: 'pre',
  load: (id) =>
    /[\\/]x11[\\/]lib[\\/]ext[\\/](?!big-requests)[\w-]+\.js$/.test(id) ? 'module.exports = {}' : null,
}

/** What libraries import for work that the bar never gives them, by library. A quarter of main would be these. */
const NEVER_CALLED: Readonly<Record<string, readonly string[]>> = {
  // Forms. The bar sends JSON.
  axios: ['form-data'],
  // The XML of a service that describes itself. The bar knows the services that it calls.
  '@jellybrick/dbus-next': ['fast-xml-parser'],
  // A JSON schema for a file, and migrations between versions. zod reads the bar's files, and their readers migrate them.
  conf: ['ajv/dist/2020.js', 'ajv-formats', 'semver'],
  // The XML of an Amazon bucket. Updates come from a web folder of the company's.
  'builder-util-runtime': ['sax'],
  // YAML that is written. The description of an update is only read.
  'js-yaml': ['./lib/dumper'],
  // File descriptors sent through Bun. Electron is Node.
  x11: ['./fdpass-bun'],
}

const LEFT_OUT = '\0left-out:'

/**
 * Leaves out the imports above: a call of one throws an error that names it. The build fails when a library no longer
 * imports what is listed, so that no part comes back under another name unseen.
 */
function withoutNeverCalled(): Plugin {
  const listed = Object.values(NEVER_CALLED).flat()
  const met = new Set<string>()
  return {
    name: 'without-never-called',
    enforce: 'pre',
    resolveId(source, importer) {
      const library = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec((importer ?? '').replaceAll('\\', '/'))?.[1]
      if (library === undefined || NEVER_CALLED[library]?.includes(source) !== true) return null
      met.add(source)
      return LEFT_OUT + source
    },
    load(id) {
      if (!id.startsWith(LEFT_OUT)) return null
      const message = `The bar is built without ${id.slice(LEFT_OUT.length)}.`
      return `function leftOut() { throw new Error(${JSON.stringify(message)}) }
export { leftOut as default, leftOut as Ajv2020, leftOut as XMLParser }`
    },
    generateBundle() {
      const stale = listed.filter((source) => !met.has(source))
      if (stale.length > 0)
        this.error(`No library imports these any more: ${stale.join(', ')} (NEVER_CALLED).`)
    },
  }
}

// Targets are the oldest Electron that the product must run on (33: Node 20.18, Chrome 130). Only what stands
// under `dependencies` (natives) stays outside the bundles: fewer files to read make a quicker start.
export default defineConfig({
  main: {
    plugins: [withoutX11Extensions, withoutNeverCalled(), noteShipped('main')],
    build: {
      target: 'node20.18',
      minify: true,
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          simulator: at('src/simulator/main.ts'),
          'report-engine': at('src/main/report-engine/index.ts'),
        },
      },
    },
  },
  preload: {
    plugins: [noteShipped('preload')],
    build: {
      target: 'node20.18',
      // A sandboxed preload cannot be an ES module.
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [staticIcons, svelte(), noteShipped('renderer')],
    build: {
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          bar: at('src/renderer/bar/index.html'),
          settings: at('src/renderer/settings/index.html'),
          reports: at('src/renderer/reports/index.html'),
          heard: at('src/renderer/heard/index.html'),
        },
      },
    },
  },
})
