import { writeCompanion } from './lib/companion.mjs'
import { main } from './lib/say.mjs'

// Builds the browser extension into out/companion, whatever is there.
await main(writeCompanion)
