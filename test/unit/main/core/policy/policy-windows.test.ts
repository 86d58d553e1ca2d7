import { describe, expect, it } from 'vitest'
import { findPolicy } from '../../../../../src/main/core/policy/policy'
import type { Entry, PolicySystem } from '../../../../../src/main/core/policy/policy-system'

const ROOT =
  'O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464G:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464D:PAI(A;;LC;;;AU)(A;OICIIO;SDGXGWGR;;;AU)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)'
/** As Windows makes it: every user may make folders and files in there. */
const PROGRAM_DATA =
  'O:SYG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;DCLCRPCR;;;BU)'
const MADE_BY_ADMIN =
  'O:BAG:S-1-5-21-1-2-3-513D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)'
const FILE = 'O:BAG:S-1-5-21-1-2-3-513D:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)'
const AGENT = 'S-1-5-21-1-2-3-1104'

const PATH = 'C:\\ProgramData\\Vocom Bar\\policy.json'
const text = '{"links":{"confirmDial":true}}'
const PARENT = '\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\Microsoft\r\n'
const OURS = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Vocom Bar'

type Windows = {
  readonly hasFile?: boolean
  readonly descriptors?: readonly string[]
  /** Lines of our key; null where it is not there. */
  readonly registry?: readonly string[] | null
  readonly parent?: string
}

function windows({ hasFile = true, descriptors = [], registry = null, parent = PARENT }: Windows) {
  const asked: string[] = []
  const system: PolicySystem = {
    platform: 'win32',
    isInstalled: true,
    named: '',
    programData: 'C:\\ProgramData',
    systemRoot: 'C:\\Windows',
    look: (path) => {
      if (!PATH.startsWith(path) || !hasFile) return Promise.resolve(null)
      const entry: Entry = { kind: path === PATH ? 'file' : 'folder', uid: 0, gid: 0, mode: 0o666 }
      return Promise.resolve(entry)
    },
    read: () => Promise.resolve(text),
    run: (program, words) => {
      asked.push(program)
      if (program.endsWith('powershell.exe')) return Promise.resolve(`${descriptors.join('\r\n')}\r\n`)
      if (words[1] === 'HKLM\\Software\\Policies')
        return Promise.resolve(registry === null ? parent : `${parent}${OURS}\r\n`)
      if (registry === null) return Promise.reject(new Error('no such key'))
      return Promise.resolve(`\r\n${OURS}\r\n${registry.map((line) => `    ${line}\r\n`).join('')}\r\n`)
    },
  }
  return { system, asked }
}

const withFile = (...descriptors: string[]) => findPolicy(windows({ descriptors }).system)
const untrusted = { kind: 'refused', why: 'untrusted' }

describe('the policy file of an installed bar on Windows', () => {
  it('counts as an administrator makes it', async () => {
    expect(await withFile(ROOT, PROGRAM_DATA, MADE_BY_ADMIN, FILE)).toMatchObject({
      kind: 'inForce',
      tree: { links: { confirmDial: true } },
      where: PATH,
    })
  })

  it.each([
    ['an ordinary user owns it', FILE.replace('O:BA', `O:${AGENT}`)],
    ['every user may change it', `${FILE}(A;;0x1301bf;;;BU)`],
    ['everybody may do all', `${FILE}(A;;FA;;;WD)`],
    ['one user may give away its rights', `${FILE}(A;;WD;;;${AGENT})`],
    ['it has no list of rights', 'O:BAG:BAD:NO_ACCESS_CONTROL'],
    ['a right is not understood', `${FILE}(A;;ZZ;;;BU)`],
    ['an entry hangs on a condition', `${FILE}(XA;;FA;;;BU;(WIN://SYSAPPID Exists))`],
  ])('does not count where %s', async (_why, descriptor) => {
    expect(await withFile(ROOT, PROGRAM_DATA, MADE_BY_ADMIN, descriptor)).toMatchObject(untrusted)
  })

  it('does not count in a folder that an ordinary user made, or may exchange', async () => {
    const mine = MADE_BY_ADMIN.replace('O:BA', `O:${AGENT}`)
    expect(await withFile(ROOT, PROGRAM_DATA, mine, FILE)).toMatchObject(untrusted)
    expect(await withFile(ROOT, PROGRAM_DATA, `${MADE_BY_ADMIN}(A;;DT;;;BU)`, FILE)).toMatchObject(untrusted)
    expect(await withFile(ROOT, `${PROGRAM_DATA}(A;;SD;;;BU)`, MADE_BY_ADMIN, FILE)).toMatchObject(untrusted)
  })

  it('does not count where the rights of a folder are not told', async () => {
    expect(await withFile(ROOT, PROGRAM_DATA, FILE)).toMatchObject(untrusted)
  })
})

describe('the policy in the registry of Windows', () => {
  it('comes before the file, which is not looked at', async () => {
    const { system, asked } = windows({
      registry: [
        'pabx.baseUrl    REG_SZ    https://pabx.example.com',
        'links.confirmDial    REG_DWORD    0x0',
        'history.keepDays    REG_DWORD    0x1e',
        'agent.queues    REG_MULTI_SZ    A\\0B',
        'breaks.plan    REG_SZ    ["10:15 10"]',
        'agent.branch    REG_SZ    2000',
      ],
    })
    expect(await findPolicy(system)).toEqual({
      kind: 'inForce',
      where: 'HKLM',
      tree: {
        'pabx.baseUrl': 'https://pabx.example.com',
        'links.confirmDial': false,
        'history.keepDays': 30,
        'agent.queues': ['A', 'B'],
        'breaks.plan': ['10:15 10'],
        'agent.branch': '2000',
      },
    })
    expect(asked).toEqual(['C:\\Windows\\System32\\reg.exe', 'C:\\Windows\\System32\\reg.exe'])
  })

  it('leaves the word to the file where it sets nothing', async () => {
    const descriptors = [ROOT, PROGRAM_DATA, MADE_BY_ADMIN, FILE]
    expect(await findPolicy(windows({ registry: [], descriptors }).system)).toMatchObject({ where: PATH })
    expect(await findPolicy(windows({ hasFile: false }).system)).toEqual({ kind: 'none' })
  })

  it('is unreadable, and not absent, where the tool does not answer or writes letters of another code page', async () => {
    const unreadable = { kind: 'refused', why: 'unreadable', where: 'HKLM' }
    const { system } = windows({ hasFile: false })
    const run = () => Promise.reject(new Error('not found'))
    expect(await findPolicy({ ...system, run })).toEqual(unreadable)
    const registry = ['pabx.companyId    REG_SZ    a\uFFFDo']
    expect(await findPolicy(windows({ registry }).system)).toEqual(unreadable)
    const spoilt = ['pabx.baseUrl    REG_SZ    pabx']
    expect(await findPolicy(windows({ registry: spoilt }).system)).toEqual(unreadable)
  })
})
