import { readFileSync } from 'node:fs'
import { at, root } from './lib/place.mjs'
import { background, foreground } from './lib/run.mjs'
import { main } from './lib/say.mjs'

/*
 * npm run types: each layer sees only what its own tsconfig.json lets it see. The native compiler checks the layers; the
 * Svelte components and the linter need the older one, which can be called from JavaScript.
 */

const components = 'src/renderer'

await main(async () => {
  const svelte = background(
    process.execPath,
    [
      at('node_modules', 'svelte-check', 'bin', 'svelte-check'),
      ...['--tsconfig', at(components, 'tsconfig.json'), '--fail-on-warnings'],
    ],
    { cwd: root },
  )
  const { references } = JSON.parse(readFileSync(at('tsconfig.json'), 'utf8'))
  const layers = references.map(({ path }) => path).filter((path) => path !== components)
  const codes = []
  for (const layer of layers)
    codes.push(
      await foreground(process.execPath, [
        at('node_modules', 'typescript-native', 'bin', 'tsc'),
        ...['-p', at(layer)],
      ]),
    )
  codes.push(await svelte.end())
  process.exitCode = codes.find((code) => code !== 0) ?? 0
})
