import { main, say, Stop } from './lib/say.mjs'
import { makeKeys, signFeeds } from './lib/updates.mjs'

/*
 * node scripts/update-keys.mjs new <folder>    a pair of keys: the private one for who releases, the public one for npm run dist
 * node scripts/update-keys.mjs sign <folder>   signs the feeds in it with VOCOM_BAR_UPDATE_PRIVATE_KEY (PEM, or a file's name), which
 *     must belong to VOCOM_BAR_UPDATE_PUBLIC_KEY; for VOCOM_BAR_FEED_DAYS days, or 180
 */

await main(() => {
  const [what, folder] = process.argv.slice(2)
  if (folder === undefined || (what !== 'new' && what !== 'sign'))
    throw new Stop('Say "new <folder>" for a pair of keys, or "sign <folder>" to sign the feeds in it.')
  if (what === 'new') {
    const files = makeKeys(folder)
    say(`Keep ${files.private} where only releases are made. ${files.public} goes into every package.`)
    return
  }
  const key = process.env.VOCOM_BAR_UPDATE_PRIVATE_KEY
  if (!key)
    throw new Stop('VOCOM_BAR_UPDATE_PRIVATE_KEY is not set: without a signature no bar takes the release.')
  const publicKey = process.env.VOCOM_BAR_UPDATE_PUBLIC_KEY
  if (!publicKey)
    throw new Stop(
      'VOCOM_BAR_UPDATE_PUBLIC_KEY is not set: the signature must be one that the packages believe.',
    )
  const days = Number(process.env.VOCOM_BAR_FEED_DAYS || 180)
  if (!Number.isInteger(days) || days < 1)
    throw new Stop('VOCOM_BAR_FEED_DAYS must be a whole number of days.')
  for (const name of signFeeds(folder, key, publicKey, { days })) say(`Signed for ${days} days: ${name}`)
})
