import dbus from 'dbus-next'
import * as z from 'zod'
import type { Desktop, User } from '../../../scripts/lib/desktop.mjs'
import { root } from './place'
import { runProgram } from './program'

// In a process of its own: the keyring is found through that process's environment. The secret goes in by stdin.
const child = `
const keytar = (await import('keytar')).default
const { readFileSync } = await import('node:fs')
const [what, account] = process.argv.slice(1)
if (what === 'set') await keytar.setPassword('vocom-bar', account, readFileSync(0, 'utf8'))
if (what === 'delete') await keytar.deletePassword('vocom-bar', account)
if (what === 'get') console.log(JSON.stringify(await keytar.getPassword('vocom-bar', account)))`

/** The desktop's real keyring, seen from outside the bar: service `vocom-bar`, one account per company. */
export function keyringOf({ env }: Desktop, user?: User) {
  const ask = async (what: 'get' | 'set' | 'delete', account: string, input = ''): Promise<string> => {
    const args = ['--input-type=module', '-e', child, '--', what, account]
    const { code, stdout, stderr } = await runProgram(process.execPath, args, { env, input, cwd: root, user })
    if (code !== 0) throw new Error(`keyring ${what}: ${stderr}`)
    return stdout
  }
  return {
    get: async (account: string) =>
      z
        .string()
        .nullable()
        .parse(JSON.parse(await ask('get', account))),
    set: async (account: string, secret: string): Promise<void> => {
      await ask('set', account, secret)
    },
    delete: async (account: string): Promise<void> => {
      await ask('delete', account)
    },
  }
}

const SERVICE = 'org.freedesktop.secrets'
const PATH = '/org/freedesktop/secrets'
const LOGIN = `${PATH}/collection/login`
const API = 'org.freedesktop.Secret.Service'

/** Locks the desktop's keyring, or opens it with its password, as the session does and without a prompt. */
export async function withKeyring<Value>(
  { env }: Desktop,
  run: (keyring: {
    readonly lock: () => Promise<void>
    readonly unlock: () => Promise<void>
  }) => Promise<Value>,
): Promise<Value> {
  const bus = dbus.sessionBus({ busAddress: env['DBUS_SESSION_BUS_ADDRESS'] ?? '' })
  const call = async (api: string, member: string, signature: string, body: unknown[]) =>
    bus.call(new dbus.Message({ destination: SERVICE, path: PATH, interface: api, member, signature, body }))
  try {
    return await run({
      lock: async () => {
        await call(API, 'Lock', 'ao', [[LOGIN]])
      },
      unlock: async () => {
        const opened = await call(API, 'OpenSession', 'sv', ['plain', new dbus.Variant('s', '')])
        const session: unknown = opened?.body[1]
        const password = [session, Buffer.from(''), Buffer.from('demo'), 'text/plain']
        const own = 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface'
        await call(own, 'UnlockWithMasterPassword', 'o(oayays)', [LOGIN, password])
      },
    })
  } finally {
    bus.disconnect()
  }
}
