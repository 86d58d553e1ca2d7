import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { findPolicy, type Policy } from '../../../src/main/core/policy/policy'
import type { PolicySystem } from '../../../src/main/core/policy/policy-system'
import { isGrave, readSettings, settingNames } from '../../../src/shared/settings/settings'
import { deepJson, LIMIT_MS, runs, textWith, treeWith } from '../../support/doors'

const policy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('inForce'),
    tree: z.custom<object>((tree) => typeof tree === 'object' && tree !== null && !Array.isArray(tree)),
    where: z.string(),
  }),
  z.strictObject({
    kind: z.literal('refused'),
    why: z.enum(['unreadable', 'untrusted']),
    where: z.string(),
  }),
])

/** Where nothing of this computer lies: what is asked of it is answered with those texts. */
const system = (changes: Partial<PolicySystem>): PolicySystem => ({
  platform: 'linux',
  isInstalled: true,
  named: '',
  programData: 'C:\\ProgramData',
  systemRoot: 'C:\\Windows',
  look: (path) =>
    Promise.resolve({ kind: path.endsWith('.json') ? 'file' : 'folder', uid: 0, gid: 0, mode: 0o755 }),
  read: () => Promise.reject(new Error('no such file')),
  run: () => Promise.reject(new Error('no such program')),
  ...changes,
})

/** One that counts leaves no grave setting to the agent because its value is none. */
function expectPolicy(found: Policy): void {
  expect(policy.safeParse(found).error).toBeUndefined()
  if (found.kind !== 'inForce') return
  const spoilt = readSettings(found.tree, 'policy').problems.filter(
    ({ name, why }) => why === 'invalid' && isGrave(name),
  )
  expect(spoilt).toEqual([])
}

const names = [...settingNames, 'pabx', 'links', 'updates', 'companion', 'agent']
const tree = treeWith(names, ['https://pabx.example', 'off', true, 'no', 7, null, ['x']])
const pieces = ['{', '}', '"links.adopt":', '"off"', '"pabx":', '[', ']', ',', '1', 'true', '"']
const text = fc.oneof(
  tree.map((value) => JSON.stringify(value)),
  textWith(...pieces),
)

it(
  'a policy file of any kind is in force with grave settings that hold, or is refused',
  async () => {
    await fc.assert(
      fc.asyncProperty(text, async (said) => {
        expectPolicy(await findPolicy(system({ read: () => Promise.resolve(said) })))
      }),
      runs,
    )
  },
  LIMIT_MS,
)

const ours = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Vocom Bar\r\n'
const line = fc
  .tuple(
    fc.constantFrom(...names, 'x'),
    fc.constantFrom('REG_SZ', 'REG_DWORD', 'REG_MULTI_SZ', 'REG_BINARY', 'REG_'),
    fc.oneof(fc.constantFrom('0x1', '0x0', 'off', 'a\\0b', '{"a":', '[]'), textWith('off', '\\0', '    ')),
  )
  .map(([name, type, value]) => `    ${name}    ${type}    ${value}\r\n`)

it(
  'so is what the registry is said to hold',
  async () => {
    const told = fc.oneof(
      fc.array(line, { maxLength: 5 }).map((lines) => lines.join('')),
      textWith(ours, 'REG_SZ'),
    )
    await fc.assert(
      fc.asyncProperty(told, fc.boolean(), async (said, hasParent) => {
        const run: PolicySystem['run'] = (_program, words) =>
          Promise.resolve(words[1] === 'HKLM\\Software\\Policies' && hasParent ? ours : `${ours}${said}`)
        expectPolicy(await findPolicy(system({ platform: 'win32', run })))
      }),
      runs,
    )
  },
  LIMIT_MS,
)

it(
  'one that is nested without end is refused or sets nothing',
  async () => {
    for (const said of [deepJson('1'), `{"links":${deepJson('1')}}`, deepJson('1', 100_000, '__proto__')])
      expectPolicy(await findPolicy(system({ read: () => Promise.resolve(said) })))
  },
  LIMIT_MS,
)
