import { describe, expect, it } from 'vitest'
import { findPolicy } from '../../../../../src/main/core/policy/policy'
import type { Entry, PolicySystem } from '../../../../../src/main/core/policy/policy-system'

type Disk = Readonly<Record<string, Partial<Entry> & { readonly text?: string }>>

const folder: Entry = { kind: 'folder', uid: 0, gid: 0, mode: 0o755 }
const file: Entry = { kind: 'file', uid: 0, gid: 0, mode: 0o644 }
const sets = (value: unknown): string => JSON.stringify(value)

/** An installed bar on Linux with this disk. */
function computer(disk: Disk, changes: Partial<PolicySystem> = {}): PolicySystem {
  return {
    platform: 'linux',
    isInstalled: true,
    named: '',
    programData: 'C:\\ProgramData',
    systemRoot: 'C:\\Windows',
    look: (path) => {
      const found = disk[path]
      if (found === undefined) return Promise.resolve(null)
      const usual = found.text === undefined ? folder : file
      return Promise.resolve({ ...usual, ...found })
    },
    read: (path) => Promise.resolve(disk[path]?.text ?? ''),
    run: () => Promise.reject(new Error('no such program')),
    ...changes,
  }
}

const LINUX = '/etc/vocom-bar/policy.json'
const text = sets({ 'links.confirmDial': true })
const onLinux = (changes: Disk = {}): Disk => ({
  '/': {},
  '/etc': {},
  '/etc/vocom-bar': {},
  [LINUX]: { text },
  ...changes,
})

const untrusted = { kind: 'refused', why: 'untrusted' }
const unreadable = { kind: 'refused', why: 'unreadable' }
const inForce = { kind: 'inForce', tree: { 'links.confirmDial': true } }

describe('the policy of an installed bar on Linux', () => {
  it('counts where root alone can write it', async () => {
    expect(await findPolicy(computer(onLinux()))).toMatchObject({ ...inForce, where: LINUX })
    expect(await findPolicy(computer({}))).toEqual({ kind: 'none' })
  })

  it.each<[string, Disk]>([
    ['it belongs to somebody else', { [LINUX]: { text, uid: 1000 } }],
    ['everybody can write it', { [LINUX]: { text, mode: 0o646 } }],
    ['its group can write it', { [LINUX]: { text, mode: 0o664 } }],
    ['it is a link', { [LINUX]: { text, kind: 'link' } }],
    ['it is no file', { [LINUX]: { text, kind: 'other' } }],
    ['its folder belongs to somebody else', { '/etc/vocom-bar': { uid: 1000 } }],
    ['everybody can put a file into its folder', { '/etc/vocom-bar': { mode: 0o1777 } }],
    ['its folder is a link', { '/etc/vocom-bar': { kind: 'link' } }],
    ['everybody can put another folder in the place of its own', { '/etc': { mode: 0o757 } }],
  ])('does not count where %s', async (_why, changes) => {
    expect(await findPolicy(computer(onLinux(changes)))).toMatchObject(untrusted)
  })

  it.each([
    ['is no JSON', '{"links":'],
    ['is a list', '[]'],
    ['sets no valid address', sets({ pabx: { baseUrl: 'pabx.example' } })],
  ])('is unreadable where it %s', async (_what, text) => {
    expect(await findPolicy(computer(onLinux({ [LINUX]: { text } })))).toMatchObject(unreadable)
  })

  it('is unreadable where it cannot be looked at', async () => {
    const look = () => Promise.reject(new Error('EACCES'))
    expect(await findPolicy(computer({}, { look }))).toMatchObject(unreadable)
  })

  it('counts with a value of another setting that is not valid: that one alone is the agent’s', async () => {
    const tree = { 'links.confirmDial': true, 'bar.edge': 'left' }
    expect(await findPolicy(computer(onLinux({ [LINUX]: { text: sets(tree) } })))).toMatchObject({
      kind: 'inForce',
      tree,
    })
  })
})

describe('the file that the environment names', () => {
  const other = { '/opt': {}, '/opt/policy.json': { text: sets({ 'links.confirmDial': false }) } }
  const named = '/opt/policy.json'

  it('does not take the place of the system’s', async () => {
    expect(await findPolicy(computer(onLinux(other), { named }))).toMatchObject(inForce)
    const open = onLinux({ ...other, [LINUX]: { text, mode: 0o666 } })
    expect(await findPolicy(computer(open, { named }))).toMatchObject(untrusted)
  })

  it('counts where the system has none, and only if root alone can write it', async () => {
    const tree = { 'links.confirmDial': false }
    expect(await findPolicy(computer({ '/': {}, ...other }, { named }))).toMatchObject({
      kind: 'inForce',
      tree,
    })
    const own = { '/': {}, '/opt': {}, [named]: { text, uid: 1000 } }
    expect(await findPolicy(computer(own, { named }))).toMatchObject(untrusted)
  })

  it('is unreadable where it is not there', async () => {
    expect(await findPolicy(computer({ '/': {} }, { named }))).toMatchObject(unreadable)
  })

  it('comes first in development, whoever owns it', async () => {
    const disk = onLinux({ '/home/policy.json': { text: sets({ 'bar.edge': 'top' }), uid: 1000 } })
    const system = computer(disk, { named: '/home/policy.json', isInstalled: false })
    expect(await findPolicy(system)).toMatchObject({ kind: 'inForce', tree: { 'bar.edge': 'top' } })
  })
})

describe('the policy of an installed bar on macOS', () => {
  const MAC = '/Library/Application Support/Vocom Bar/policy.json'
  const disk = (changes: Disk = {}): Disk => ({
    '/': {},
    '/Library': {},
    '/Library/Application Support': { gid: 80, mode: 0o775 },
    '/Library/Application Support/Vocom Bar': {},
    [MAC]: { text },
    ...changes,
  })
  const listed = (...entries: string[]) =>
    `drwxr-xr-x+ 6 root admin 192 Mar  1 09:00 /Library\n${entries.map((entry, at) => ` ${at}: ${entry}\n`).join('')}`
  const on = (list: string, changes: Disk = {}) =>
    computer(disk(changes), { platform: 'darwin', run: () => Promise.resolve(list) })

  it('counts where administrators alone can write it, the group of administrators included', async () => {
    const list = listed(
      'group:everyone deny delete',
      'user:ana allow read,execute',
      'group:admin allow write',
    )
    expect(await findPolicy(on(list))).toMatchObject(inForce)
  })

  it('does not count where a list of rights lets somebody else write', async () => {
    for (const entry of ['user:ana allow write,append', 'group:staff inherited allow add_file,search'])
      expect(await findPolicy(on(listed('group:everyone deny delete', entry)))).toMatchObject(untrusted)
  })

  it('does not count where another group can write, or where nobody can tell', async () => {
    const staff = { '/Library/Application Support': { gid: 20, mode: 0o775 } }
    expect(await findPolicy(on(listed(), staff))).toMatchObject(untrusted)
    expect(await findPolicy(computer(disk(), { platform: 'darwin' }))).toMatchObject(untrusted)
  })
})
