import { spawn } from 'node:child_process'
import { at } from '../lib/place.mjs'

/** Puts a key into the desktop's keyring, as the settings window would. */
export async function keepKey(desktop, account, secret) {
  const code = `require('keytar').setPassword('vocom-bar', ${JSON.stringify(account)}, ${JSON.stringify(secret)})`
  const child = spawn(process.execPath, ['-e', code], { cwd: at(), env: desktop.env, stdio: 'inherit' })
  const status = await new Promise((resolve) => child.once('exit', resolve))
  if (status !== 0) throw new Error(`the keyring took no key (status ${status})`)
}
