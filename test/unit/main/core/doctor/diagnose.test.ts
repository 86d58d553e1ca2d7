import { expect, it } from 'vitest'
import { doctorAnswer } from '../../../../../src/main/core/cli/doctor-answer'
import { diagnose } from '../../../../../src/main/core/doctor/diagnose'
import type { DoctorFacts, Probe } from '../../../../../src/main/core/doctor/facts'
import { checks, isFault, type Check } from '../../../../../src/shared/doctor/findings'
import { say } from '../../../../../src/shared/i18n/say'
import { locales } from '../../../../../src/shared/i18n/locale'
import { pabxErrorKinds, type PabxErrorKind } from '../../../../../src/shared/vocom/errors'

const fine: DoctorFacts = {
  probe: { kind: 'answered', error: null, aheadMs: 200 },
  isPlain: false,
  key: 'present',
  keychain: 'open',
  isCaFileBad: false,
  hotkeysTaken: [],
  isWayland: false,
  hasTray: true,
  policy: { kind: 'none' },
  policyProblems: [],
  links: 'open',
  confinedBrowsers: [],
}
const refused = (kind: PabxErrorKind, aheadMs: number | null = null): Pick<DoctorFacts, 'probe'> => ({
  probe: { kind: 'answered', error: { kind, acted: 'no' }, aheadMs },
})
const ahead = (minutes: number): Pick<DoctorFacts, 'probe'> => ({
  probe: { kind: 'answered', error: null, aheadMs: minutes * 60_000 },
})

const names = Object.keys(checks) as Check[]
const linesOf = (changes: Partial<DoctorFacts>): Readonly<Record<string, string>> => {
  const lines = doctorAnswer(diagnose({ ...fine, ...changes }), 'en').out.split('\n')
  return Object.fromEntries(names.map((name, index) => [name, (lines[index] ?? '').replace(/^[^:]+: /, '')]))
}
const codeOf = (changes: Partial<DoctorFacts>) => doctorAnswer(diagnose({ ...fine, ...changes }), 'en').code

it('a computer that is in order has a line for each check, and each says ok', () => {
  const { out, code } = doctorAnswer(diagnose(fine), 'en')
  expect(out.split('\n')).toEqual([
    'PABX: ok',
    'API key: ok',
    'Clock: ok',
    'Hotkeys: ok',
    'Tray: ok',
    'Keychain: ok',
    'Policy: ok',
    'Proxy: ok',
    'Certificate: ok',
    'Links: ok',
    'Browsers: ok',
  ])
  expect(code).toBe(0)
})

it.each<readonly [string, Partial<DoctorFacts>, Check, RegExp]>([
  ['no address', { probe: { kind: 'unasked' } }, 'pabx', /^First set the PABX address/],
  ['nothing answers', refused('unreachable'), 'pabx', /cannot be reached. Check the network/],
  ['no name', refused('name_not_found'), 'pabx', /did not find the name/],
  ['another server', refused('not_vocom'), 'pabx', /not a Vocom PABX/],
  ['an unknown agent', refused('not_found_failed'), 'pabx', /agent/],
  ['a refused key', refused('authentication_failed'), 'key', /refused the API key/],
  ['no key', { key: 'missing' }, 'key', /Enter it in the settings/],
  ['a key of another address', { key: 'other_address' }, 'key', /another PABX address/],
  ['a clock that is ahead', ahead(12), 'clock', /12 min ahead .* Set the date and time/],
  ['a clock that is behind', ahead(-90), 'clock', /90 min behind/],
  ['a clock that spoils certificates', refused('wrong_clock'), 'clock', /clock seems to be wrong/],
  ['taken keys', { hotkeysTaken: ['Ctrl+Shift+F9', 'F4'] }, 'hotkeys', /holds Ctrl\+Shift\+F9, F4/],
  ['no tray', { hasTray: false }, 'tray', /Add a tray to the panel/],
  ['a locked keychain', { keychain: 'locked' }, 'keychain', /Unlock it/],
  ['no keychain', { keychain: 'no_service' }, 'keychain', /No keychain/],
  ['no bus', { keychain: 'no_bus' }, 'keychain', /no session bus/],
  [
    'an unreadable policy',
    { policy: { kind: 'refused', why: 'unreadable', where: '/etc' } },
    'policy',
    /cannot be read/,
  ],
  [
    'a policy that anybody writes',
    { policy: { kind: 'refused', why: 'untrusted', where: '/etc' } },
    'policy',
    /not administrators/,
  ],
  ['invalid values', { policyProblems: ['bar.edge'] }, 'policy', /bar\.edge/],
  ['a dead proxy', refused('proxy_unreachable'), 'proxy', /proxy of this network does not answer/],
  ['a proxy that refuses', refused('proxy_refused'), 'proxy', /refused access/],
  ['an unknown issuer', refused('tls_unknown_issuer'), 'certificate', /does not know the issuer/],
  ['an expired certificate', refused('tls_expired'), 'certificate', /expired/],
  ['a missing file', { isCaFileBad: true }, 'certificate', /certificate file cannot be read/],
  ['links of another program', { links: 'elsewhere' }, 'links', /do not open this app/],
  ['a bar that is deaf', { links: 'deaf' }, 'links', /do not reach this bar/],
])(
  '%s: one check names it, with what to do, and the others are not blamed',
  (_what, changes, check, said) => {
    expect(linesOf(changes)[check]).toMatch(said)
    const faults = diagnose({ ...fine, ...changes }).filter(isFault)
    expect(faults.map((finding) => finding.check)).toEqual([check])
    expect(codeOf(changes)).toBe(1)
  },
)

it.each(pabxErrorKinds)('%s is named by exactly one check', (kind) => {
  const faults = diagnose({ ...fine, ...refused(kind) }).filter(isFault)
  expect(faults).toHaveLength(1)
})

it('what another fault hides is said to be unchecked, never ok', () => {
  const behindProxy = linesOf(refused('proxy_unreachable'))
  for (const name of ['pabx', 'clock', 'certificate']) expect(behindProxy[name]).toMatch(/see “Proxy”/)
  const unreachable = linesOf(refused('unreachable'))
  for (const name of ['clock', 'proxy', 'certificate']) expect(unreachable[name]).toMatch(/see “PABX”/)
  const locked = linesOf({ key: 'locked', keychain: 'locked', probe: { kind: 'connected' } })
  expect(locked['key']).toMatch(/see “Keychain”/)
  expect(locked['pabx']).toMatch(/without? the API key/)
})

it('without a display there are neither hotkeys nor a tray to check, and that is no fault', () => {
  const onServer = { hotkeysTaken: null, hasTray: null }
  for (const name of ['hotkeys', 'tray']) expect(linesOf(onServer)[name]).toContain('not a graphical session')
  expect(codeOf(onServer)).toBe(0)
})

it('Wayland, a development run and a confined browser are said, and are no faults', () => {
  const noted: Partial<DoctorFacts> = {
    isWayland: true,
    links: 'development',
    confinedBrowsers: ['Chromium (Snap)'],
  }
  const lines = linesOf(noted)
  expect(lines['hotkeys']).toMatch(/^ok\. In this Wayland session/)
  expect(lines['links']).toMatch(/^ok\. Only the installed app/)
  expect(lines['browsers']).toMatch(/^ok\. Chromium \(Snap\): /)
  expect(codeOf(noted)).toBe(0)
})

it('plain http on this computer has neither a proxy nor a certificate that could be wrong', () => {
  const probe: Probe = { kind: 'answered', error: { kind: 'unreachable', acted: 'no' }, aheadMs: null }
  expect(linesOf({ probe, isPlain: true })).toMatchObject({ proxy: 'ok', certificate: 'ok' })
})

it('every line is said in the agent’s language', () => {
  const found = diagnose({ ...fine, ...refused('proxy_unreachable'), hasTray: false })
  const said = locales.map((locale) => doctorAnswer(found, locale).out)
  expect(new Set(said).size).toBe(locales.length)
  expect(say({ key: 'check_keychain' }, 'pt-BR')).toBe('Cofre de senhas')
})
