import { app } from 'electron'
import { join } from 'node:path'

/** A file of the app, by its path from the app's folder. Not from this module's: bundles are cut as they please. */
export const appFile = (...path: readonly string[]): string => join(app.getAppPath(), ...path)
