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

  it('names every action of the release by its digest, and says where each file was made', () => {
    const workflow = readFileSync(join(root, '.github', 'workflows', 'release.yml'), 'utf8')
    const uses = [...workflow.matchAll(/uses: *(.+)$/gm)].map(([, action = '']) => action)
    expect(uses.length).toBeGreaterThan(5)
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    expect(workflow).toContain('actions/attest-build-provenance@')
    // No secret lies on the machine that runs the tests.
    const tests = workflow.slice(workflow.indexOf('  tests:'), workflow.indexOf('  installers:'))
    expect(tests).toContain('npm test')
    expect(tests).not.toContain('secrets.')
    // The extension of each release has the id that browsers know.
    expect(workflow).toContain('VOCOM_BAR_COMPANION_PUBLIC_KEY: ${{ vars.COMPANION_PUBLIC_KEY }}')
  })
})
