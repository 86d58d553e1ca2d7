import { main, say, Stop } from './lib/say.mjs'
import { makeKeys, signFeeds } from './lib/updates.mjs'

/*
 * node scripts/update-keys.mjs new <folder>    a pair of keys: the private one for who releases, the public one for npm run dist
 * node scripts/update-keys.mjs sign <folder>   signs the feeds in it with VOCOM_BAR_UPDATE_PRIVATE_KEY (PEM, or a file's name)
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
  for (const name of signFeeds(folder, key)) say(`Signed: ${name}`)
})
