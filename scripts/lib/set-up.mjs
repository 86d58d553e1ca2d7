import { createHash } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { installSystemPackages } from './debian.mjs'
import { electronExecutable } from './electron.mjs'
import { withLock } from './lock.mjs'
import { installModules } from './modules.mjs'
import { root } from './place.mjs'
import { main } from './say.mjs'

/** Everything between a clone and `npm start` or `npm test`; `script` is the npm script that asked. */
export function setUp(script) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 12)
  const lock = join(tmpdir(), `vocom-bar-set-up-${userInfo().username}-${name}.lock`)
  return main(() =>
    withLock(lock, () => {
      installModules()
      const tests = script !== 'prestart'
      installSystemPackages({ desktop: tests || !hasDisplay(), tests })
      electronExecutable()
      build()
    }),
  )
}

/** Whether a person could see a window here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
