import { electronExecutable } from './lib/electron.mjs'
import { main } from './lib/say.mjs'

// npm run --silent electron:path
await main(() => {
  process.stdout.write(`${electronExecutable()}\n`)
})
