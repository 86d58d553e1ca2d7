import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

const at = (path: string): string => resolve(import.meta.dirname, path)

// Targets are the oldest Electron that the product must run on (33: Node 20.18, Chrome 130). Only what stands
// under `dependencies` (natives) stays outside the bundles: fewer files to read make a quicker start.
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      minify: true,
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          simulator: at('src/simulator/main.ts'),
          'report-engine': at('src/main/reports/index.ts'),
        },
      },
    },
  },
  preload: {
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
    plugins: [svelte()],
    build: {
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          bar: at('src/renderer/bar/index.html'),
          settings: at('src/renderer/settings/index.html'),
          reports: at('src/renderer/reports/index.html'),
        },
      },
    },
  },
})
