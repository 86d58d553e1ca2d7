import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'

const root = resolve(import.meta.dirname, '../../..')
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'))

/**
 * The packages that would run a program when they are installed, read before they were let in. None is allowed to (.npmrc):
 * what they would have done is not needed.
 */
const REVIEWED = [
  // Chooses a tool for Squirrel installers, which are not made.
  'electron-winstaller',
  // Would compile; the prebuilt library of each system lies in the package.
  'keytar',
  // Would fetch a library that is missing; here it comes as an optional package.
  'unrs-resolver',
]

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
})
const versions = z.record(z.string(), z.string())
const packageSchema = z.object({ dependencies: versions, devDependencies: versions, overrides: versions })

describe('the supply chain', () => {
  const lock = lockSchema.parse(readJson('package-lock.json'))
  const installed = Object.entries(lock.packages).filter(([path]) => path !== '')

  it('lets no package run a program at its installation, and knows each that would', () => {
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m)
    const would = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true)
    const names = would.map(([path]) => path.split('node_modules/').at(-1) ?? '')
    expect([...new Set(names)].sort()).toEqual(REVIEWED)
  })

  it('is pinned: exact versions, and a digest of every package', () => {
    const { dependencies, devDependencies, overrides } = packageSchema.parse(readJson('package.json'))
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...overrides }))
      expect(version, name).toMatch(/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/)
    for (const [path, { integrity }] of installed) expect(integrity, path).toMatch(/^sha512-/)
  })
})
