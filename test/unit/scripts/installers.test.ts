import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'

const root = resolve(import.meta.dirname, '../../..')
const at = (...path: readonly string[]): string => join(root, ...path)
const load = async (...path: readonly string[]): Promise<unknown> => import(pathToFileURL(at(...path)).href)

const builderSchema = z.object({
  validateConfiguration: z.custom<(config: unknown, log: { readonly isEnabled: boolean }) => Promise<void>>(
    (value) => typeof value === 'function',
  ),
})
const configSchema = z.object({
  default: z
    .object({
      extraMetadata: z.object({ updateKeys: z.array(z.string()) }),
      forceCodeSigning: z.boolean(),
      publish: z.object({ provider: z.literal('generic'), url: z.string() }),
      win: z.object({ target: z.array(z.string()), icon: z.string() }),
      nsis: z
        .object({
          include: z.string(),
          oneClick: z.literal(false),
          deleteAppDataOnUninstall: z.literal(false),
        })
        .loose(),
      mac: z
        .object({
          target: z.array(z.string()),
          hardenedRuntime: z.literal(true),
          entitlements: z.string(),
          icon: z.string(),
          notarize: z.boolean(),
        })
        .loose(),
      linux: z
        .object({ target: z.array(z.string()), icon: z.string(), mimeTypes: z.array(z.string()) })
        .loose(),
      electronFuses: z.record(z.string(), z.boolean()),
    })
    .loose(),
})

async function configOf(env: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  vi.resetModules()
  const { default: config } = configSchema.parse(await load('electron-builder.config.mjs'))
  return config
}

async function refusal(config: unknown): Promise<string> {
  const { validateConfiguration } = builderSchema.parse(
    await load('node_modules', 'app-builder-lib', 'out', 'util', 'config', 'config.js'),
  )
  return validateConfiguration(config, { isEnabled: false }).then(
    () => '',
    (error: unknown) => String(error),
  )
}

afterEach(() => vi.unstubAllEnvs())

describe('the configuration of the installers', () => {
  it('is what electron-builder itself takes', async () => {
    const config = await configOf()
    expect(await refusal(config)).toBe('')
    expect(await refusal({ ...config, nsis: { ...config.nsis, oneKlick: true } })).toContain(
      'configuration.nsis',
    )
  })

  it('names the targets of every system, and files that are there', async () => {
    const { win, nsis, mac, linux } = await configOf()
    expect([win.target, mac.target, linux.target]).toEqual([
      ['nsis'],
      ['dmg', 'zip'],
      ['deb', 'AppImage', 'rpm'],
    ])
    for (const file of [win.icon, nsis.include, mac.icon, mac.entitlements, linux.icon])
      expect(existsSync(at(file)), file).toBe(true)
  })

  it('carries the public key of the updates, and insists on signatures for a release alone', async () => {
    const none = await configOf()
    expect([none.extraMetadata.updateKeys, none.forceCodeSigning, none.mac.notarize]).toEqual([
      [],
      false,
      false,
    ])
    const key =
      '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n'
    const release = await configOf({
      VOCOM_BAR_UPDATE_PUBLIC_KEY: key,
      VOCOM_BAR_RELEASE: '1',
      APPLE_ID: 'someone',
    })
    expect(release.extraMetadata.updateKeys).toEqual([key])
    expect([release.forceCodeSigning, release.mac.notarize]).toEqual([true, true])
    expect(await refusal(release)).toBe('')
  })

  it('says the same link schemes to every system', async () => {
    const { linux } = await configOf()
    const schemes = ['vocom-bar', 'tel', 'callto', 'sip']
    expect(linux.mimeTypes).toEqual(schemes.map((scheme) => `x-scheme-handler/${scheme}`))
    const windows = readFileSync(at('resources', 'installer.nsh'), 'utf8')
    for (const scheme of schemes) expect(windows).toContain(`"${scheme}"`)
  })
})
