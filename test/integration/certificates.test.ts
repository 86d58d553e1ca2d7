import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createLanes } from '../../src/main/core/pabx/lanes'
import { createTrust } from '../../src/main/core/pabx/network/trust'
import type { PabxErrorKind } from '../../src/shared/vocom/errors'
import { defaultOptions } from '../../src/simulator/controls'
import { startSimulator, type Simulator } from '../../src/simulator/simulator'
import { makeAuthority, type Authority, type Issue } from '../support/authority'
import { clientOf } from '../support/client'
import { certificate } from './certificate'

let authority: Authority
beforeAll(() => {
  authority = makeAuthority()
})
afterAll(() => authority.close())

let simulator: Simulator | null = null
afterEach(async () => {
  await simulator?.close()
  simulator = null
})

type Believed = { readonly caFile?: string; readonly system?: readonly string[] }

async function ask(
  tls: { readonly cert: string; readonly key: string },
  { caFile = '', system = [] }: Believed,
) {
  simulator = await startSimulator({ clock: 'manual', tls })
  const trust = createTrust({ systemCertificates: () => system, readFile: readFileSync })
  const lanes = createLanes({ trust, resolveProxy: () => Promise.resolve('DIRECT') })
  const client = clientOf(simulator.url, { caFile }, { lanes })
  const request = { agent: 'DEV', company_id: defaultOptions.companyId }
  const answer = await client.call('getBreakList', request)
  return { answer, requests: simulator.controls.journal.length }
}

it('believes a company authority that only the system knows', async () => {
  const root = readFileSync(authority.rootFile, 'utf8')
  const { answer } = await ask(authority.shows({}), { system: [root] })
  expect(answer).toMatchObject({ ok: true })
})

it('believes a company authority of pabx.caFile, beside all others', async () => {
  const { answer } = await ask(authority.shows({}), { caFile: authority.rootFile })
  expect(answer).toMatchObject({ ok: true })
})

it('reads several certificates out of one file: a missing intermediate can stand there', async () => {
  const both = join(dirname(authority.rootFile), 'both.pem')
  const text = [authority.rootFile, authority.intermediateFile].map((path) => readFileSync(path, 'utf8'))
  writeFileSync(both, `Company certificates\n${text.join('\n')}`)
  const { answer } = await ask(authority.shows({ isAlone: true, namesIssuer: true }), { caFile: both })
  expect(answer).toMatchObject({ ok: true })
})

it.each<[string, PabxErrorKind, Issue, boolean]>([
  ['of an authority that nobody here knows', 'tls_unknown_issuer', {}, false],
  [
    'signed by such a root itself, and sent alone',
    'tls_unknown_issuer',
    { by: 'root', isAlone: true },
    false,
  ],
  ['whose intermediate is missing', 'tls_incomplete', { isAlone: true, namesIssuer: true }, true],
  ['that expired last week', 'tls_expired', { from: -30, to: -7 }, true],
  ['that holds from tomorrow', 'tls_not_yet_valid', { from: 1 }, true],
  ['that holds in a year only: the clock is wrong', 'wrong_clock', { from: 365, to: 400 }, true],
  ['that expired two years ago: the clock is wrong', 'wrong_clock', { from: -800, to: -730 }, true],
  ['for another host', 'tls_wrong_host', { name: 'portal.example' }, true],
])('a certificate %s is %s', async (_what, kind, issue, isKnown) => {
  const believed = isKnown ? { caFile: authority.rootFile } : {}
  const { answer, requests } = await ask(authority.shows(issue), believed)
  expect(answer).toEqual({ ok: false, error: { kind, acted: 'no' } })
  expect(requests).toBe(0)
})

it('a certificate signed by itself is told apart', async () => {
  const { answer } = await ask(certificate, {})
  expect(answer).toEqual({ ok: false, error: { kind: 'tls_self_signed', acted: 'no' } })
})

it.each(['missing.pem', 'ca.cnf'])(
  'says that %s holds no certificates, only where they would be needed',
  async (name) => {
    const caFile = join(dirname(authority.rootFile), name)
    const refused = await ask(authority.shows({}), { caFile })
    expect(refused.answer).toEqual({ ok: false, error: { kind: 'ca_file_unreadable', acted: 'no' } })
    await simulator?.close()
    const root = readFileSync(authority.rootFile, 'utf8')
    const trusted = await ask(authority.shows({}), { caFile, system: [root] })
    expect(trusted.answer).toMatchObject({ ok: true })
  },
)
