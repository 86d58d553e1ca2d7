import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, settingsFor, test } from './bar'
import type { Pabx } from './harness/pabx'

type Asked = { readonly endpoint: string; readonly fields: Record<string, string> }

/** The journal's requests for reports. */
const asked = async (pabx: Pabx): Promise<readonly Asked[]> =>
  ((await pabx.journal()) as readonly Asked[]).filter(({ endpoint }) => endpoint.startsWith('list'))

const lines = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\r\n')

const september = { from: '2020-09-01', to: '2020-09-30' }
const all = ['--from', '2020-09-01', '--to', '2020-09-30'] as const

test.beforeEach(({ userData }) => mkdirSync(userData, { recursive: true }))

test('a report past the 2,000 records goes to a CSV file, each record once', async ({
  startPabx,
  keyring,
  cli,
  userData,
}) => {
  const pabx = await startPabx()
  await pabx.do('records', { ...september, dialer: 25_000, tabulations: 9_000 })
  await keyring.set(pabx.companyId, pabx.key)
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settingsFor(pabx, { language: 'pt-BR' })))
  const out = join(userData, 'dialer.csv')
  const told = await cli(['--report', 'dialer', ...all, '--out', out])
  expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('25000 registros') })
  const text = readFileSync(out, 'utf8')
  expect(text.startsWith('\uFEFFdate_time_start;mailing_name;')).toBe(true)
  expect(lines(out)).toHaveLength(25_001)
  expect(text).not.toContain('--:--:--')
  expect(existsSync(`${out}.part`)).toBe(false)
  const requests = await asked(pabx)
  expect(requests.length).toBeLessThanOrEqual(1.2 * Math.ceil(25_000 / 2_000) + 3)
  expect(requests[0]?.fields).toEqual({
    date_begin: '2020-09-01 00:00',
    date_end: '2020-09-30 23:59',
    destination: '',
    mailing: '',
    hangup_cause: '',
    company_id: pabx.companyId,
  })

  const tabs = join(userData, 'tabs.csv')
  expect(await cli(['--report', 'tabs', ...all, '--out', tabs])).toMatchObject({ code: 0 })
  expect(lines(tabs)).toHaveLength(9_001)
})

test('an XLSX file holds typed dates; filters go to the PABX', async ({
  startPabx,
  keyring,
  cli,
  userData,
}) => {
  const pabx = await startPabx()
  await pabx.do('records', { ...september, dialer: 5_000 })
  await keyring.set(pabx.companyId, pabx.key)
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settingsFor(pabx)))
  const out = join(userData, 'busy.xlsx')
  const told = await cli(['--report', 'dialer', ...all, '--hangup-cause', 'user_busy', '--out', out])
  expect(told).toMatchObject({ code: 0 })
  const parts = unzipSync(readFileSync(out))
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  expect(sheet).toContain('<c s="1"><v>44')
  expect(sheet).toContain('USER_BUSY')
  expect(sheet).not.toContain('NO_ANSWER')
  expect((await asked(pabx)).every(({ fields }) => fields['hangup_cause'] === 'USER_BUSY')).toBe(true)
})

test('bad input gets one sentence and status 2; nothing is asked', async ({
  startPabx,
  keyring,
  cli,
  userData,
}) => {
  const pabx = await startPabx()
  await keyring.set(pabx.companyId, pabx.key)
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settingsFor(pabx)))
  const out = ['--out', join(userData, 'x.csv')]
  const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
    [['calls', ...all, ...out], /no report “calls”/],
    [['dialer', '--from', '2020-09-30', '--to', '2020-09-01', ...out], /before its beginning/],
    [['dialer', '--from', 'soon', '--to', '2020-09-01', ...out], /not a date/],
    [['dialer', '--from', '2199-01-01', '--to', '2199-01-02', ...out], /future/],
    [['dialer', ...all, '--mailing', 'not an id', ...out], /id of a mailing/],
    [['tabs', ...all, '--destination', '1199999999', ...out], /no filter/],
    [['dialer', ...all, '--out', join(userData, 'x.pdf')], /\.csv/],
    [['dialer', ...all], /--out/],
  ]
  for (const [words, sentence] of mistakes) {
    const told = await cli(['--report', ...words])
    expect(told, words.join(' ')).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) })
    // What Chromium says of a computer without a system bus is not ours.
    const own = told.stderr.split('\n').filter((line) => line !== '' && !line.includes('ERROR:bus.cc'))
    expect(own).toHaveLength(1)
  }
  expect(await asked(pabx)).toEqual([])
})

test('a second that holds more than the API gives is told: status 3, and a line in the file', async ({
  startPabx,
  keyring,
  cli,
  userData,
}) => {
  const pabx = await startPabx()
  await keyring.set(pabx.companyId, pabx.key)
  await pabx.do('records', {
    tabulations: 5_000,
    from: '2020-09-02',
    to: '2020-09-02',
    burst: 0.5,
    burstSeconds: 1,
  })
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settingsFor(pabx)))
  const out = join(userData, 'tabs.csv')
  const told = await cli(['--report', 'tabs', '--from', '2020-09-02', '--to', '2020-09-02', '--out', out])
  expect(told).toMatchObject({ code: 3, stderr: expect.stringContaining('Incomplete: 2020-09-02') })
  expect(lines(out).at(-1)).toContain('Incomplete: 2020-09-02')
})

test('without a display a report runs, and from a PABX that fails for a while too', async ({
  startPabx,
  keyring,
  cli,
  userData,
}) => {
  const pabx = await startPabx()
  await pabx.do('records', { ...september, tabulations: 5_000 })
  await keyring.set(pabx.companyId, pabx.key)
  writeFileSync(join(userData, 'settings.json'), JSON.stringify(settingsFor(pabx)))
  await pabx.do('fault', { endpoint: 'listTabulations', fault: 'error503', times: 1 })
  const out = join(userData, 'tabs.csv')
  const told = await cli(['--ozone-platform=headless', '--report', 'tabs', ...all, '--out', out], {
    env: { DISPLAY: '' },
  })
  expect(told).toMatchObject({ code: 0 })
  expect(lines(out)).toHaveLength(5_001)
})
