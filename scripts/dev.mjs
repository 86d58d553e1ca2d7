import { compileMessages } from './lib/build.mjs'
import { installModules } from './lib/modules.mjs'
import { main, Stop } from './lib/say.mjs'
import { hasDisplay } from './lib/set-up.mjs'

/*
 * The bar with the demo PABX, to see a change while it is made: a page shows it where it stands, main is started again, messages
 * are compiled first. Its settings are its own; all of it is in out/dev/.
 */

const NO_DISPLAY = `There is no display here. On a virtual one (Debian's packages xvfb and xauth):
  xvfb-run -a npm run dev -- --remote-debugging-port=9222
and http://127.0.0.1:9222 in a Chromium shows the bar's pages.`

// npm run dev -- [flags of the bar]
await main(async () => {
  if (!hasDisplay()) throw new Stop(NO_DISPLAY)
  installModules()
  compileMessages()
  const { runAndFollow } = await import('./lib/dev-bar.mjs')
  await runAndFollow(process.argv.slice(2))
})
