import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'

const root = resolve(import.meta.dirname, '../../..')
const at = (...path: readonly string[]): string => join(root, ...path)
const load = async (...path: readonly string[]): Promise<unknown> => import(pathToFileURL(at(...path)).href)

const UPDATE_KEY =
  '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n'

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

const hookSchema = z.object({
  artifactBuildStarted: z.custom<(started: { targetPresentableName: string; file: string }) => void>(
    (value) => typeof value === 'function',
  ),
})
const targetSchema = z.object({
  default: z.custom<
    new (
      ignored: string,
      packager: unknown,
      helper: unknown,
      out: string,
    ) => { readonly desktopEntry: { readonly value: Promise<string> } }
  >((value) => typeof value === 'function'),
})

/** What the menu entry of an AppImage starts, as electron-builder makes it of that configuration. */
async function execOf(config: { readonly linux: unknown; readonly toolsets?: unknown }): Promise<string> {
  const { default: Target } = targetSchema.parse(
    await load('node_modules', 'app-builder-lib', 'out', 'targets', 'appimage', 'AppImageTarget.js'),
  )
  const packager = { config, platformSpecificBuildOptions: config.linux, appInfo: { buildVersion: '1' } }
  const helper = { computeDesktopEntry: (_options: unknown, exec: string) => Promise.resolve(exec) }
  return new Target('AppImage', packager, helper, '/out').desktopEntry.value
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
      // The .deb is made by scripts/lib/deb.mjs.
      ['AppImage', 'rpm'],
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
    const release = await configOf({
      VOCOM_BAR_UPDATE_PUBLIC_KEY: UPDATE_KEY,
      VOCOM_BAR_RELEASE: '1',
      APPLE_ID: 'someone',
    })
    expect(release.extraMetadata.updateKeys).toEqual([UPDATE_KEY])
    expect([release.forceCodeSigning, release.mac.notarize]).toEqual([true, true])
    expect(await refusal(release)).toBe('')
  })

  it.each([
    ['VOCOM_BAR_UPDATE_PUBLIC_KEY', {}],
    ['VOCOM_BAR_COMPANION_PUBLIC_KEY', { VOCOM_BAR_UPDATE_PUBLIC_KEY: UPDATE_KEY }],
  ])('makes no release without %s', (name, keys) => {
    const dist = spawnSync(process.execPath, [at('scripts', 'dist.mjs')], {
      env: { PATH: process.env['PATH'], VOCOM_BAR_RELEASE: '1', ...keys },
      encoding: 'utf8',
    })
    expect(dist.status).toBe(1)
    expect(dist.stdout + dist.stderr).toContain(`A release needs ${name}`)
  })

  it('says the same link schemes to every system', async () => {
    const { linux } = await configOf()
    const schemes = ['vocom-bar', 'tel', 'callto', 'sip']
    expect(linux.mimeTypes).toEqual(schemes.map((scheme) => `x-scheme-handler/${scheme}`))
    const windows = readFileSync(at('resources', 'installer.nsh'), 'utf8')
    for (const scheme of schemes) expect(windows).toContain(`"${scheme}"`)
  })

  it('leaves the sandbox of Chromium on in the entry of an AppImage, and links behind “--”', async () => {
    const config = await configOf()
    expect(await execOf(config)).toBe('AppRun -- %U')
    // As electron-builder writes it without being told.
    expect(await execOf({ ...config, toolsets: {}, linux: {} })).toContain('--no-sandbox')
    expect(config.linux['executableArgs']).toEqual(['--'])
    const windows = readFileSync(at('resources', 'installer.nsh'), 'utf8')
    expect(windows).toContain(`'"$appExe" "--" "%1"'`)
  })

  it('lets nobody choose a folder that others can write, and sets the rights of one for all users', async () => {
    const { nsis } = await configOf()
    expect(nsis['allowToChangeInstallationDirectory']).toBe(false)
    const windows = readFileSync(at('resources', 'installer.nsh'), 'utf8')
    const installs = windows.slice(windows.indexOf('!macro customInstall'))
    expect(installs).toContain('!insertmacro vocomProtectFolder')
    // The page of the folder is made for that setting alone.
    const template = at('node_modules', 'app-builder-lib', 'templates', 'nsis', 'assistedInstaller.nsh')
    expect(readFileSync(template, 'utf8')).toMatch(
      /!ifdef allowToChangeInstallationDirectory[^]*MUI_PAGE_DIRECTORY/,
    )
  })

  it('starts the launcher wherever electron-builder’s own scripts start the program', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vocom-bar-package-'))
    const unpacked = join(
      folder,
      process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
    )
    mkdirSync(unpacked)
    writeFileSync(join(unpacked, 'vocom-bar'), 'the program')
    const { artifactBuildStarted } = hookSchema.parse(await configOf())
    for (const kind of ['AppImage', 'rpm'])
      artifactBuildStarted({ targetPresentableName: kind, file: join(folder, `vocom-bar.${kind}`) })
    expect(readFileSync(join(unpacked, 'vocom-bar-app'), 'utf8')).toBe('the program')
    const launcher = readFileSync(join(unpacked, 'vocom-bar'), 'utf8')
    // Started by that link, the program is called so by screen readers.
    expect(readlinkSync(join(unpacked, 'Vocom Bar'))).toBe('vocom-bar-app')
    expect(launcher).toContain('program="$folder/Vocom Bar"')
    expect(launcher).toMatch(/^ulimit -c 0$/m)
    expect(launcher).toContain('/proc/self/coredump_filter')
    rmSync(folder, { recursive: true })
    const script = readFileSync(
      at('node_modules', 'app-builder-lib', 'out', 'targets', 'appimage', 'appImageUtil.js'),
      'utf8',
    )
    expect(script).toContain('BIN="$APPDIR/${config.ExecutableName}"')
  })
})
