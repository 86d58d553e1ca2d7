import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { at, root } from './place.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** Installs the npm packages if those installed are not those of the lock file. */
export function installModules() {
  if (modulesMatchLock()) return
  if (existsSync(at('node_modules')) && lstatSync(at('node_modules')).isSymbolicLink()) {
    say('node_modules is a link to another checkout, and differs from package-lock.json: run npm ci there.')
    return
  }
  say('Installing the npm packages…')
  // Asked for by a silent npm, this one would be silent too, and its reason for failing lost.
  const env = { ...process.env, npm_config_loglevel: 'error' }
  run('npm', ['ci', '--ignore-scripts', '--no-audit'], {
    cwd: root,
    env,
    what: 'Installing the npm packages',
  })
}

/**
 * npm leaves the lock file of what it installed as the last thing it writes; a package may be absent from it only where it is
 * optional (made for another system).
 */
function modulesMatchLock() {
  const installed = packagesOf(at('node_modules', '.package-lock.json'))
  const wanted = packagesOf(at('package-lock.json'))
  if (installed === undefined || wanted === undefined) return false
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true
    const there = installed[path]
    return there === undefined
      ? optional === true
      : there.version === version && there.integrity === integrity
  })
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages
  } catch {
    return undefined
  }
}
