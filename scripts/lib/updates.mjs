import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from './say.mjs'

/*
 * The keys that releases are signed with, and the signatures. The text of the feed (`latest.yml` and its like) is signed
 * whole, with the version and the digest of every file in it; the bar carries the public key and believes nothing else. What it
 * is for, when it was signed and until when it holds stand in front of what electron-builder has written.
 */

const PEM = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g

/** The public keys (PEM) in that text, or in the file of that name; none where there is no text. */
export function publicKeysOf(textOrFile) {
  if (!textOrFile) return []
  const blocks = readPem(textOrFile).match(PEM) ?? []
  for (const block of blocks)
    if (createPublicKey(block).asymmetricKeyType !== 'ed25519')
      throw new Stop('The public key of the updates must be an Ed25519 key.')
  if (blocks.length === 0)
    throw new Stop(
      'VOCOM_BAR_UPDATE_PUBLIC_KEY holds no public key: set it to a PEM text, or to the name of such a file.',
    )
  return blocks.map((block) => `${block}\n`)
}

const readPem = (textOrFile) =>
  textOrFile.includes('-----BEGIN') ? textOrFile : readFileSync(textOrFile, 'utf8')

/** A new pair of keys, in two files that must not exist yet. */
export function makeKeys(folder) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const files = {
    private: join(folder, 'update-private.pem'),
    public: join(folder, 'update-public.pem'),
  }
  writeFileSync(files.private, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
    flag: 'wx',
    mode: 0o600,
  })
  writeFileSync(files.public, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' })
  return files
}

/** The feed's text for those files of a folder, as electron-builder writes it and the bar reads it. */
export function feedText(folder, version, names) {
  const files = names.map((name) => ({ name, ...measure(join(folder, name)) }))
  const lines = files.flatMap(({ name, sha512, size }) => [
    `  - url: ${name}`,
    `    sha512: ${sha512}`,
    `    size: ${size}`,
  ])
  const [first] = files
  const tail = [
    `path: ${first.name}`,
    `sha512: ${first.sha512}`,
    `releaseDate: '${new Date().toISOString()}'`,
  ]
  return [`version: ${version}`, 'files:', ...lines, ...tail, ''].join('\n')
}

function measure(path) {
  const bytes = readFileSync(path)
  return { sha512: createHash('sha512').update(bytes).digest('base64'), size: bytes.length }
}

const FIRST_LINE = 'vocom-bar-feed: 1'
const LAST_LINE = '# What electron-builder says of the release:'

/**
 * Signs every feed of that folder, into `<feed>.sig`, after comparing its files with what it says of them. A text that is signed
 * again holds for as many days from now, and takes the place of the one before.
 */
export function signFeeds(folder, privateKey, publicKey, { days = 180, now = Date.now() } = {}) {
  const key = createPrivateKey(readPem(privateKey))
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Stop('The private key of the updates must be an Ed25519 key.')
  checkThatTheyFit(key, publicKey)
  const feeds = readdirSync(folder).filter((name) => /^latest.*\.yml$/.test(name))
  if (feeds.length === 0) throw new Stop(`There is no feed (latest*.yml) in ${folder}.`)
  for (const feed of feeds) {
    const text = withoutHeader(readFileSync(join(folder, feed), 'utf8'))
    compare(folder, feed, text)
    const signed = Buffer.from(`${headerOf(feed, text, now, days)}${text}`)
    writeFileSync(join(folder, feed), signed)
    writeFileSync(join(folder, `${feed}.sig`), `${sign(null, signed, key).toString('base64')}\n`)
  }
  return feeds.map((feed) => `${feed}.sig`)
}

/** A signature by a key that no package carries would be refused by every bar, and nobody would know until then. */
function checkThatTheyFit(privateKey, publicKey) {
  const own = createPublicKey(privateKey)
  if (!publicKeysOf(publicKey).some((known) => createPublicKey(known).equals(own)))
    throw new Stop(
      'The private key of the updates does not belong to the public key that the packages carry (VOCOM_BAR_UPDATE_PUBLIC_KEY).',
    )
}

function headerOf(feed, text, now, days) {
  const lines = {
    channel: feed,
    ...computersOf(feed, text),
    serial: Math.floor(now / 1_000),
    expires: `'${new Date(now + days * 24 * 60 * 60_000).toISOString()}'`,
  }
  const told = Object.entries(lines).map(([name, value]) => `${name}: ${value}`)
  return [FIRST_LINE, ...told, LAST_LINE, ''].join('\n')
}

/** What `process.platform` and `process.arch` are on the computers that ask for this file. */
function computersOf(feed, text) {
  const linux = /^latest-linux(?:-(.+))?\.yml$/.exec(feed)
  if (linux !== null) return { platform: 'linux', arch: linux[1] ?? 'x64' }
  const platform = { 'latest.yml': 'win32', 'latest-mac.yml': 'darwin' }[feed]
  if (platform === undefined) throw new Stop(`No bar asks for a feed named ${feed}.`)
  const found = [...text.matchAll(/^ +- url: .+[-_](x64|arm64)\.[a-z]+$/gm)].map(([, arch]) => arch)
  const [arch, ...others] = [...new Set(found)]
  if (arch === undefined || others.length > 0)
    throw new Stop(`${feed} must be for one kind of processor, named in its files.`)
  return { platform, arch }
}

function withoutHeader(text) {
  const end = text.indexOf(`${LAST_LINE}\n`)
  return text.startsWith(`${FIRST_LINE}\n`) && end > 0 ? text.slice(end + LAST_LINE.length + 1) : text
}

function compare(folder, feed, text) {
  const entries = [...text.matchAll(/^ +- url: (.+)\n +sha512: (.+)$/gm)]
  if (entries.length === 0) throw new Stop(`${feed} names no files.`)
  for (const [, name, sha512] of entries) {
    if (!existsSync(join(folder, name))) throw new Stop(`${feed} names ${name}, which is not in ${folder}.`)
    if (measure(join(folder, name)).sha512 !== sha512)
      throw new Stop(`${name} is not the file that ${feed} describes.`)
  }
}
