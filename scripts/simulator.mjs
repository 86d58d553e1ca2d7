import { build } from './lib/build.mjs'
import { at } from './lib/place.mjs'
import { foreground } from './lib/run.mjs'
import { main } from './lib/say.mjs'

// npm run simulator -- --port 8099
await main(async () => {
  build()
  process.exitCode = await foreground(process.execPath, [
    at('out', 'main', 'simulator.js'),
    ...process.argv.slice(2),
  ])
})
