import { app } from 'electron'
import { join } from 'node:path'

/**
 * A file of the app, by its path from the app's folder. Not relative to this module, because the bundler decides where
 * its code ends up.
 */
export const appFile = (...path: readonly string[]): string => join(app.getAppPath(), ...path)
