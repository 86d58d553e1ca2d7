import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from './say.mjs'

/*
 * The keys that releases are signed with, and the signatures. The text of the feed (`latest.yml` and its like) is signed
 * whole, with the version and the digest of every file in it; the bar carries the public key and believes nothing else.
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

/** Signs every feed of that folder, into `<feed>.sig`, after comparing its files with what it says of them. */
export function signFeeds(folder, privateKey) {
  const key = createPrivateKey(readPem(privateKey))
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Stop('The private key of the updates must be an Ed25519 key.')
  const feeds = readdirSync(folder).filter((name) => /^latest.*\.yml$/.test(name))
  if (feeds.length === 0) throw new Stop(`There is no feed (latest*.yml) in ${folder}.`)
  for (const feed of feeds) {
    const text = readFileSync(join(folder, feed))
    compare(folder, feed, text.toString('utf8'))
    writeFileSync(join(folder, `${feed}.sig`), `${sign(null, text, key).toString('base64')}\n`)
  }
  return feeds.map((feed) => `${feed}.sig`)
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
