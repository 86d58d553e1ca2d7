import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './place.mjs'
import { Stop } from './say.mjs'

/*
 * The key of the browser extension. Browsers derive the extension's id from its public half, so the id stays the same as
 * long as the key does: the relay accepts that id alone. A company's own key is named in VOCOM_BAR_COMPANION_KEY;
 * without it this computer makes one for itself.
 */

/**
 * The private key, its public half as the manifest holds it, and the extension's id. An extension that a store signs has
 * the store's key, of which only the public half is known: VOCOM_BAR_COMPANION_PUBLIC_KEY.
 */
export function companionKey() {
  const stores = process.env.VOCOM_BAR_COMPANION_PUBLIC_KEY
  if (stores) {
    const publicKey = createPublicKey(stores.includes('-----BEGIN') ? stores : readFileSync(stores)).export({
      type: 'spki',
      format: 'der',
    })
    return { privateKey: null, publicKey, id: idOf(publicKey) }
  }
  const privateKey = createPrivateKey(readFileSync(keyFile()))
  if (privateKey.asymmetricKeyType !== 'rsa')
    throw new Stop('The key of the browser extension must be an RSA key, as browsers want it.')
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return { privateKey, publicKey, id: idOf(publicKey) }
}

/** Whether the id will be the same in the next release, whichever computer makes it. */
export const isCompanionKeyNamed = (env = process.env) =>
  Boolean(env.VOCOM_BAR_COMPANION_KEY) || Boolean(env.VOCOM_BAR_COMPANION_PUBLIC_KEY)

/** The first half of the digest, in letters from a to p. */
const idOf = (publicKey) =>
  createHash('sha256')
    .update(publicKey)
    .digest('hex')
    .slice(0, 32)
    .replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16)))

function keyFile() {
  const named = process.env.VOCOM_BAR_COMPANION_KEY
  if (named) {
    if (!existsSync(named)) throw new Stop(`VOCOM_BAR_COMPANION_KEY names ${named}, which does not exist.`)
    return named
  }
  const own = join(cacheFolder(), 'companion-key.pem')
  if (!existsSync(own)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    // Renamed into place, so that two set-ups at once end with one whole key.
    const made = `${own}.${process.pid}`
    writeFileSync(made, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    renameSync(made, own)
  }
  return own
}
