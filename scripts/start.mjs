import { electronExecutable } from './lib/electron.mjs'
import { at, root } from './lib/place.mjs'
import { foreground } from './lib/run.mjs'
import { main } from './lib/say.mjs'
import { hasDisplay } from './lib/set-up.mjs'

/** Flags that only ask: they open no window, so they need no display either. */
const ASKING = ['--status', '--report', '--version', '--help']

// npm start -- [flags of the bar]
await main(async () => {
  const flags = process.argv.slice(2)
  const asks = flags.some((flag) => ASKING.includes(flag))
  if (!hasDisplay() && !asks) {
    process.exitCode = await foreground(process.execPath, [at('scripts', 'tour.mjs'), ...flags])
    return
  }
  const chromium = []
  // Chromium refuses to run as root with its sandbox on.
  if (process.platform === 'linux' && process.getuid() === 0) chromium.push('--no-sandbox')
  if (!hasDisplay()) chromium.push('--ozone-platform=headless', '--disable-gpu')
  process.exitCode = await foreground(electronExecutable(), [...chromium, root, ...flags])
})
