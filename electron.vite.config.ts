import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

const at = (path: string): string => resolve(import.meta.dirname, path)

const messages = () =>
  paraglideVitePlugin({
    project: at('project.inlang'),
    outdir: at('src/shared/i18n/generated'),
    emitTsDeclarations: true,
    outputStructure: 'locale-modules',
  })

// The oldest Electron that the product must run on (33: Node 20.18, Chrome 130).
// Only what stands under `dependencies` (natives) stays outside the bundles: fewer files make a quicker start.
export default defineConfig({
  main: {
    plugins: [messages()],
    build: {
      target: 'node20.18',
      rollupOptions: { input: { index: at('src/main/index.ts'), simulator: at('src/simulator/main.ts') } },
    },
  },
  preload: {
    build: {
      target: 'chrome130',
      // A sandboxed preload cannot be an ES module.
      rollupOptions: {
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
      modulePreload: false,
      rollupOptions: {
        input: { bar: at('src/renderer/bar/index.html'), settings: at('src/renderer/settings/index.html') },
      },
    },
  },
})
