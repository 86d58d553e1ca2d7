import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, settingsFor, test as base } from '../bar'
import { startCli } from '../harness/cli'
import { fullDisk } from '../harness/full-disk'
import type { Pabx } from '../harness/pabx'
import type { Ended } from '../harness/program'

type Asked = { readonly endpoint: string; readonly fields: Record<string, string> }

type Desk = {
  readonly pabx: Pabx
  /** Runs `--report` with those words behind it. */
  readonly report: (words: readonly string[], options?: { env?: Record<string, string> }) => Promise<Ended>
  readonly pathOf: (name: string) => string
  /** The journal's requests for reports. */
  readonly asked: () => Promise<readonly Asked[]>
}

/** A PABX with those records, its key in the keyring, and settings that lead there. */
const test = base.extend<{ desk: (records?: object, changes?: Record<string, unknown>) => Promise<Desk> }>({
  desk: async ({ startPabx, keyring, cli, userData }, use) => {
    await use(async (records = {}, changes = {}) => {
      const pabx = await startPabx()
      await pabx.do('records', { ...september, ...records })
      await keyring.set(pabx.companyId, pabx.key)
      mkdirSync(userData, { recursive: true })
      writeFileSync(join(userData, 'settings.json'), JSON.stringify(settingsFor(pabx, changes)))
      return {
        pabx,
        report: (words, options) => cli(['--report', ...words], options),
        pathOf: (name) => join(userData, name),
        asked: async () =>
          ((await pabx.journal()) as readonly Asked[]).filter(({ endpoint }) => endpoint.startsWith('list')),
      }
    })
  },
})

const lines = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\r\n')

const september = { from: '2020-09-01', to: '2020-09-30' }
const all = ['--from', '2020-09-01', '--to', '2020-09-30'] as const

test('a report past the 2,000 records goes to a CSV file, each record once', async ({ desk }) => {
  const { pabx, report, pathOf, asked } = await desk(
    { dialer: 25_000, tabulations: 9_000 },
    { language: 'pt-BR' },
  )
  const out = pathOf('dialer.csv')
  const told = await report(['dialer', ...all, '--out', out])
  expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('25.000 registros') })
  const text = readFileSync(out, 'utf8')
  expect(text.startsWith('\uFEFFdate_time_start;mailing_name;')).toBe(true)
  expect(lines(out)).toHaveLength(25_001)
  expect(text).not.toContain('--:--:--')
  expect(existsSync(`${out}.part`)).toBe(false)
  expect(existsSync(`${out}.part.json`)).toBe(false)
  const requests = await asked()
  expect(requests.length).toBeLessThanOrEqual(1.2 * Math.ceil(25_000 / 2_000) + 3)
  expect(requests[0]?.fields).toEqual({
    date_begin: '2020-09-01 00:00',
    date_end: '2020-09-30 23:59',
    destination: '',
    mailing: '',
    hangup_cause: '',
    company_id: pabx.companyId,
  })

  const tabs = pathOf('tabs.csv')
  expect(await report(['tabs', ...all, '--out', tabs])).toMatchObject({ code: 0 })
  expect(lines(tabs)).toHaveLength(9_001)
})

test('an XLSX file holds typed dates; filters go to the PABX', async ({ desk }) => {
  const { report, pathOf, asked } = await desk({ dialer: 5_000 })
  const out = pathOf('busy.xlsx')
  const told = await report(['dialer', ...all, '--hangup-cause', 'user_busy', '--out', out])
  expect(told).toMatchObject({ code: 0 })
  const parts = unzipSync(readFileSync(out))
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  expect(sheet).toContain('<c s="1"><v>44')
  expect(sheet).toContain('USER_BUSY')
  expect(sheet).not.toContain('NO_ANSWER')
  expect((await asked()).every(({ fields }) => fields['hangup_cause'] === 'USER_BUSY')).toBe(true)
})

test('bad input gets one sentence and status 2; nothing is asked', async ({ desk }) => {
  const { report, pathOf, asked } = await desk()
  const out = ['--out', pathOf('x.csv')]
  const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
    [['calls', ...all, ...out], /no report “calls”/],
    [['dialer', '--from', '2020-09-30', '--to', '2020-09-01', ...out], /before its beginning/],
    [['dialer', '--from', 'soon', '--to', '2020-09-01', ...out], /not a date/],
    [['dialer', '--from', '2199-01-01', '--to', '2199-01-02', ...out], /future/],
    [['dialer', ...all, '--mailing', 'not an id', ...out], /id of a mailing/],
    [['tabs', ...all, '--destination', '1199999999', ...out], /no filter/],
    [['dialer', ...all, '--out', pathOf('x.pdf')], /\.csv/],
    [['dialer', ...all], /--out/],
  ]
  for (const [words, sentence] of mistakes) {
    const told = await report(words)
    expect(told, words.join(' ')).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) })
    // What Chromium says of a computer without a system bus is not ours.
    const own = told.stderr.split('\n').filter((line) => line !== '' && !line.includes('ERROR:bus.cc'))
    expect(own).toHaveLength(1)
  }
  expect(await asked()).toEqual([])
})

const crowded = { from: '2020-09-02', to: '2020-09-02', burst: 0.5, burstSeconds: 1 }
const thatDay = ['--from', '2020-09-02', '--to', '2020-09-02'] as const

test('a second that holds more than the API gives is told: status 3, and a line in the file', async ({
  desk,
}) => {
  const { report, pathOf } = await desk({ ...crowded, tabulations: 5_000 })
  const out = pathOf('tabs.csv')
  const told = await report(['tabs', ...thatDay, '--out', out])
  expect(told).toMatchObject({ code: 3, stderr: expect.stringContaining('Incomplete: 2020-09-02') })
  expect(lines(out).at(-1)).toMatch(/^"?Incomplete: 2020-09-02.*[;,]{5}$/)
})

test('a minute that is split by cause, at a PABX that refuses the mailing’s key: what there is, and a word about it', async ({
  desk,
}) => {
  const { report, pathOf, asked } = await desk({ ...crowded, dialer: 12_000 })
  const out = pathOf('dialer.csv')
  const told = await report(['dialer', ...thatDay, '--out', out])
  expect(told).toMatchObject({ code: 0, stderr: expect.stringContaining('read value by value') })
  expect((await asked()).some(({ fields }) => fields['hangup_cause'] === 'NO_ANSWER')).toBe(true)
  expect(lines(out)).toHaveLength(12_001)
})

test('without a display a report runs, and from a PABX that fails for a while too', async ({ desk, cli }) => {
  const { pabx, pathOf } = await desk({ tabulations: 5_000 })
  await pabx.do('fault', { endpoint: 'listTabulations', fault: 'error503', times: 1 })
  const out = pathOf('tabs.csv')
  const told = await cli(['--ozone-platform=headless', '--report', 'tabs', ...all, '--out', out], {
    env: { DISPLAY: '' },
  })
  expect(told).toMatchObject({ code: 0 })
  expect(lines(out)).toHaveLength(5_001)
})

test('ended from outside, it is gone on from where it was by the same command', async ({
  desk,
  desktop,
  userData,
}) => {
  const { pabx, report, pathOf, asked } = await desk({ dialer: 40_000 })
  const out = pathOf('dialer.csv')
  const words = ['dialer', ...all, '--out', out]
  const whole = pathOf('whole.csv')
  expect(await report(['dialer', ...all, '--out', whole])).toMatchObject({ code: 0 })
  const requests = (await asked()).length

  let before = requests
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    await pabx.do('delay', { endpoint: 'listDialer', ms: 400 })
    const running = startCli(desktop, ['--report', ...words], { userData })
    await expect.poll(async () => (await asked()).length).toBeGreaterThanOrEqual(before + 6)
    running.kill(signal)
    expect(await running.ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the same command'),
    })
    expect(existsSync(out)).toBe(false)
    expect(existsSync(`${out}.part.json`)).toBe(true)
    before = (await asked()).length
  }
  await pabx.do('calm', {})
  const told = await report(words)
  expect(told).toMatchObject({ code: 0, stderr: expect.stringMatching(/Going on from [\d,]+ records/) })
  // Nothing lost, nothing doubled; less asked for than by a report from its beginning.
  expect(lines(out).sort()).toEqual(lines(whole).sort())
  expect((await asked()).length - before).toBeLessThan(requests)
  expect(existsSync(`${out}.part.json`)).toBe(false)
})

test('a part of another report is not gone on from, and that is said', async ({ desk }) => {
  const { pabx, report, pathOf } = await desk({ dialer: 9_000 })
  const out = pathOf('dialer.csv')
  await pabx.do('fault', { endpoint: 'listDialer', fault: 'authenticationFailed', times: 1 })
  expect(await report(['dialer', ...all, '--out', out])).toMatchObject({ code: 1 })
  writeFileSync(`${out}.part`, 'date_time_start\r\nsomething else\r\n')
  const told = await report(['dialer', ...all, '--out', out])
  expect(told).toMatchObject({ code: 0, stderr: expect.stringContaining('starting anew') })
  expect(lines(out)).toHaveLength(9_001)
})

test('a disk that is full is told in one sentence; with room again the same command brings it to its end', async ({
  desk,
  userData,
}) => {
  const { report } = await desk({ dialer: 9_000 })
  const disk = fullDisk(userData)
  test.skip(disk === null, 'only root may make a disk that is full')
  if (disk === null) return
  try {
    for (const name of ['dialer.csv', 'dialer.xlsx']) {
      const out = join(disk.folder, name)
      const told = await report(['dialer', ...all, '--out', out])
      expect(told).toMatchObject({ code: 1, stderr: expect.stringContaining('The disk is full.') })
      expect(told.stderr).not.toContain('Error:')
      expect(existsSync(out)).toBe(false)
      rmSync(`${out}.part`)
    }
    const out = join(disk.folder, 'dialer.csv')
    expect(await report(['dialer', ...all, '--out', out])).toMatchObject({ code: 1 })
    disk.grow()
    expect(await report(['dialer', ...all, '--out', out])).toMatchObject({ code: 0 })
    expect(lines(out)).toHaveLength(9_001)
  } finally {
    disk.end()
  }
})

test('two reports do not write one file: the second refuses; one that was killed holds nobody up', async ({
  desk,
  desktop,
  userData,
}) => {
  const { pabx, report, pathOf, asked } = await desk({ dialer: 40_000 })
  const out = pathOf('dialer.csv')
  const words = ['dialer', ...all, '--out', out]
  await pabx.do('delay', { endpoint: 'listDialer', ms: 400 })
  const running = startCli(desktop, ['--report', ...words], { userData })
  await expect.poll(async () => (await asked()).length).toBeGreaterThanOrEqual(4)
  expect(await report(words)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`Another report is being written to ${out}.`),
  })
  running.kill('SIGKILL')
  await running.ended
  await pabx.do('calm', {})
  expect(await report(words)).toMatchObject({ code: 0 })
  expect(new Set(lines(out)).size).toBe(40_001)
  expect(readdirSync(userData).filter((name) => name.startsWith('dialer'))).toEqual(['dialer.csv'])
})
