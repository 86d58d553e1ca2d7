import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { companionKey } from './companion-key.mjs'
import { companionFolder } from './companion.mjs'
import { crxOf, zipOf } from './crx.mjs'
import { at } from './place.mjs'
import { Stop } from './say.mjs'

/** Where the company's web server will have these files; named in the policy and in the update manifest. */
const feed = () =>
  (process.env.VOCOM_BAR_COMPANION_FEED ?? 'https://intranet.example.com/vocom-bar').replace(/\/$/, '')

/** The native-messaging host of the extension, as browsers find it in their folders. */
export const hostManifest = (path) =>
  JSON.stringify(
    {
      name: 'vocom_bar',
      description: 'Vocom Bar',
      path,
      type: 'stdio',
      allowed_origins: [`chrome-extension://${companionKey().id}/`],
    },
    null,
    2,
  )

/**
 * The extension as it is given to browsers, in dist/companion: a zip for the stores, and for a company's own feed the
 * signed package, its update manifest and the policy that forces it. Answers the names.
 */
export function packCompanion() {
  const folder = at('dist', 'companion')
  const manifest = JSON.parse(readFileSync(join(companionFolder, 'manifest.json'), 'utf8'))
  const { version, key, ...forStores } = manifest
  const name = `vocom-bar-companion-${version}`
  mkdirSync(folder, { recursive: true })
  // A store takes no package that names its key: it has one of its own.
  const withoutKey = Buffer.from(JSON.stringify({ ...forStores, version }, null, 2))
  const files = { [`${name}.zip`]: zipOf(companionFolder, { 'manifest.json': withoutKey }) }
  const { privateKey, publicKey, id } = companionKey()
  if (privateKey !== null && key !== undefined) {
    const forCompany = JSON.stringify({ ...manifest, ...granted() }, null, 2)
    const zip = zipOf(companionFolder, { 'manifest.json': Buffer.from(forCompany) })
    files[`${name}.crx`] = crxOf(zip, { privateKey, publicKey })
    files['companion-updates.xml'] = updateManifest(id, version, `${feed()}/${name}.crx`)
  }
  files['browser-policy.example.json'] = browserPolicy(id)
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content)
  return Object.keys(files)
}

/** The company's pages, which its own package need not ask each agent for. */
function granted() {
  const origins = (process.env.VOCOM_BAR_COMPANION_ORIGINS ?? '').split(/\s+/).filter((word) => word !== '')
  for (const origin of origins)
    if (!/^https?:\/\/[^/\s*]+$/.test(origin))
      throw new Stop(
        `VOCOM_BAR_COMPANION_ORIGINS holds ${origin}, which is no origin like https://crm.example.com.`,
      )
  return origins.length === 0 ? {} : { host_permissions: origins.map((origin) => `${origin}/*`) }
}

const updateManifest = (id, version, codebase) => `<?xml version='1.0' encoding='UTF-8'?>
<gupdate xmlns='http://www.google.com/update2/response' protocol='2.0'>
  <app appid='${id}'>
    <updatecheck codebase='${codebase}' version='${version}' />
  </app>
</gupdate>
`

/** The same names in Chrome, Chromium, Edge and Brave. */
const browserPolicy = (id) =>
  `${JSON.stringify(
    {
      ExtensionSettings: {
        [id]: {
          installation_mode: 'force_installed',
          update_url: `${feed()}/companion-updates.xml`,
          override_update_url: true,
        },
      },
      NativeMessagingAllowlist: ['vocom_bar'],
    },
    null,
    2,
  )}\n`
