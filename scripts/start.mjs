import { electronExecutable } from './lib/electron.mjs'
import { at, root } from './lib/place.mjs'
import { foreground } from './lib/run.mjs'
import { main } from './lib/say.mjs'
import { hasDisplay } from './lib/set-up.mjs'
import { SPOKEN_NAME } from './lib/launcher.mjs'

/** Flags that only ask: they open no window, so they need no display either. */
const ASKING = ['--status', '--doctor', '--report', '--version', '--help']

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
  const env = { ...process.env }
  if (!hasDisplay()) {
    chromium.push('--ozone-platform=headless', '--disable-gpu')
    env.VOCOM_BAR_NO_DISPLAY = '1'
  }
  process.exitCode = await foreground(electronExecutable(), [...chromium, root, ...flags], {
    env,
    argv0: SPOKEN_NAME,
  })
})
