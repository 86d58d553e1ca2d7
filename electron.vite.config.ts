import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { mkdirSync, writeFileSync } from 'node:fs'
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

// Targets are the oldest Electron that the product must run on (33: Node 20.18, Chrome 130). Only what stands
// under `dependencies` (natives) stays outside the bundles: fewer files to read make a quicker start.
export default defineConfig({
  main: {
    plugins: [noteShipped('main')],
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
    plugins: [svelte(), noteShipped('renderer')],
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
