import { resolve } from 'node:path'

/** The root of the work tree: the folder that Electron runs. */
export const root = resolve(import.meta.dirname, '../../..')
/** A trivial app, to prove the harness with. */
export const fixtureApp = resolve(import.meta.dirname, 'fixture-app')
