import type { Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, lstatSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { commandIds } from '../../../src/shared/commands/table'
import { askedBy, mayPress, type PageName, type QueryName } from '../../../src/shared/ipc/queries'
import { button, expect, logIn, openSettings, test, type Shift } from '../bar'

/*
 * Each window's page, taken over, sends every command and every question with arguments that no page of ours would send.
 * What counts is what becomes of it: on the disk, at the PABX, elsewhere, and in the answers.
 */

const pageNames: readonly PageName[] = ['bar', 'settings', 'reports']
const strangeNames = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'call.hangUp\0',
  ' call.hangUp',
  'CALL.HANGUP',
  'x',
]

/** Arguments, as the page makes them: code, because most of them are nothing that can be written down as data. */
const hostile = (file: string, url: string): readonly string[] => {
  const path = JSON.stringify(file)
  const address = JSON.stringify(url)
  return [
    ...[
      'null',
      '0',
      '-1',
      'NaN',
      'Infinity',
      'true',
      '1n',
      `''`,
      `'x'`,
      `'\\0'`,
      `'__proto__'`,
      `'constructor'`,
    ],
    ...[
      '{}',
      '[]',
      '[[]]',
      'Object.create(null)',
      'new Date(0)',
      'new Map([[1, 2]])',
      'new Set([1])',
      '/x/g',
    ],
    ...['new Error("x")', 'new ArrayBuffer(1e6)', 'new Uint8Array(8)', 'new Array(1e5)', `'x'.repeat(1e6)`],
    ...[
      '() => 1',
      'Symbol("x")',
      'new Proxy({}, {})',
      '({ get x() { throw new Error() } })',
      'Promise.resolve(1)',
    ],
    `JSON.parse('{"__proto__":{"ok":true},"constructor":{"prototype":{"ok":true}}}')`,
    `({ toString: 'x', valueOf: null, length: -1 })`,
    `JSON.parse('['.repeat(500) + ']'.repeat(500))`,
    `JSON.parse('['.repeat(1e5) + ']'.repeat(1e5))`,
    `(() => { const round = {}; round.round = round; return round })()`,
    path,
    `'../../precious.txt'`,
    `({ path: ${path} })`,
    `({ name: ${path}, area: { x: 0, y: 0, width: 9, height: 9 } })`,
    `({ name: '../precious', area: { x: 0, y: 0, width: 9, height: 9 } })`,
    `({ format: 'csv', these: null, path: ${path} })`,
    `({ format: '../csv', these: null })`,
    `({ format: 'csv', these: { search: '', sort: null, columns: ['"; COPY (SELECT 1) TO ${file}'] } })`,
    `({ search: '', sort: { column: "x'; ATTACH ${file}", descending: true }, offset: 0, limit: 1 })`,
    `({ kind: 'tabs', from: ${path}, to: ${path}, filters: {} })`,
    `({ kind: '__proto__', from: '', to: '', filters: { __proto__: { destination: 'x' } } })`,
    // Where the key would go, were the address believed.
    address,
    `({ values: { 'pabx.baseUrl': ${address} }, key: null })`,
    `({ values: { 'pabx.baseUrl': ${address}, 'pabx.allowInsecureHttp': true }, key: null, session: true })`,
    `({ values: { pabx: { baseUrl: ${address} } }, key: null })`,
    `({ values: { 'pabx.baseUrl': ${address} }, key: null, leaving: 'stay' })`,
    `({ values: { 'pabx.proxy': ${address} }, key: null, leaving: 'x' })`,
    `({ values: { 'pabx.caFile': ${path} }, key: null })`,
    `({ values: JSON.parse('{"__proto__":{"pabx.baseUrl":' + JSON.stringify(${address}) + '}}'), key: null })`,
    `({ name: 'pabx.caFile', value: ${path} })`,
    `({ name: '__proto__', value: {} })`,
    `({ key: { toString: null } })`,
    `({ where: 'x'.repeat(1e5), what: '' })`,
    // What is right for one of them is sent to all.
    ...[
      `'1199999999'`,
      `'breaks'`,
      `'pause'`,
      `({ name: 'DEV', isFavourite: true })`,
      `({ where: 'x', what: 'x' })`,
    ],
  ]
}

type Told = {
  readonly name: string
  readonly with: string
  readonly became: 'refused' | 'answered'
  readonly answer: string
}

/** Everything to everything, one after the other, in that page. */
const barrage = (page: Page, names: readonly string[], how: 'dispatch' | 'query', args: readonly string[]) =>
  page.evaluate<Told[]>(`(async () => {
    const told = []
    for (const name of ${JSON.stringify(names)})
      for (const [code, make] of [${args.map((code) => `[${JSON.stringify(code)}, () => (${code})]`).join(',')}]) {
        try {
          const answer = await window.bar.${how}(name, make())
          told.push({ name, with: code, became: 'answered', answer: JSON.stringify(answer) ?? '' })
        } catch (error) {
          told.push({ name, with: code, became: 'refused', answer: String(error) })
        }
      }
    return told
  })()`)

/** Names that are no text, and more arguments than there are. */
const misshapen = (page: Page) =>
  page.evaluate<string[]>(`(async () => {
    const told = []
    const names = [['call.hangUp'], { toString: () => 'call.hangUp' }, 1, null, undefined, new String('call.hangUp')]
    const tries = [
      ...names.map((name) => () => window.bar.dispatch(name)),
      ...names.map((name) => () => window.bar.query(name)),
      () => window.bar.query('history.read', undefined, 1),
    ]
    for (const attempt of tries) {
      try {
        await attempt()
        told.push('answered')
      } catch {
        told.push('refused')
      }
    }
    return told
  })()`)

/** Every file of that folder but for the given ones, by what is in it. */
function contents(folder: string, without: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    const path = join(folder, name)
    if (without.some((other) => path.startsWith(other)) || !lstatSync(path).isFile()) continue
    found.set(name, createHash('sha256').update(readFileSync(path)).digest('hex'))
  }
  return found
}

async function openReports({ launched, window }: Shift): Promise<Page> {
  const opened = launched.app.waitForEvent('window')
  await button(window, 'Reports').click()
  const page = await opened
  await page.getByRole('heading').first().waitFor()
  return page
}

/** The dialogs of the system are closed by the agent; how often there was one. */
const closeDialogs = ({ launched }: Shift) =>
  launched.app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] })
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
  })

/** What a page may have the PABX do with a text alone. */
const byText: Readonly<Record<PageName, readonly string[]>> = {
  bar: ['dial', 'transfer', 'setBreak'],
  settings: [],
  reports: ['dial'],
}

for (const name of pageNames)
  test(`the page of the window ${name}, taken over, sends everything to everything`, async ({
    startShift,
    desktop,
    userData,
  }) => {
    test.setTimeout(120_000)
    const precious = join(desktop.folder, 'precious.txt')
    writeFileSync(precious, 'precious')
    const visits: string[] = []
    const elsewhere = createServer(() => visits.push('a connection')).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const shift = await startShift()
    await closeDialogs(shift)
    await logIn(shift.window)
    const pages = {
      bar: shift.window,
      settings: name === 'settings' ? await openSettings(shift) : shift.window,
      reports: name === 'reports' ? await openReports(shift) : shift.window,
    }
    const page = pages[name]
    // The keyring and the desktop's own programs write there by themselves.
    const apart = [userData, join(desktop.folder, 'run'), join(desktop.home, '.local', 'share', 'keyrings')]
    const before = contents(desktop.folder, apart)
    // Where a path without a folder leads.
    const beside = readdirSync(process.cwd())
    const acted = await shift.acted()

    const port = (elsewhere.address() as AddressInfo).port
    const args = hostile(precious, `http://127.0.0.1:${port}`)
    const questions = Object.keys(askedBy) as QueryName[]
    const commanded = await barrage(page, [...commandIds, ...strangeNames], 'dispatch', args)
    const queried = await barrage(page, [...questions, ...strangeNames], 'query', args)
    expect(commanded).toHaveLength((commandIds.length + strangeNames.length) * args.length)

    const isAnswered = ({ became }: Told): boolean => became === 'answered'
    const mayAsk = (query: string): boolean =>
      Object.hasOwn(askedBy, query) && askedBy[query as QueryName] === name
    expect(commanded.filter((told) => isAnswered(told) && !mayPress(name, told.name))).toEqual([])
    expect(queried.filter((told) => isAnswered(told) && !mayAsk(told.name))).toEqual([])
    expect(
      commanded.filter(({ name, answer }) => strangeNames.includes(name) && answer.includes('"ok":true')),
    ).toEqual([])
    expect(new Set(await misshapen(page))).toEqual(new Set(['refused']))

    const base64 = (text: string): string => Buffer.from(text).toString('base64')
    const { key } = shift.pabx
    const said = JSON.stringify([commanded, queried])
    expect([key, base64(key), base64(`api_key:${key}`)].filter((form) => said.includes(form))).toEqual([])

    const since = (await shift.acted()).slice(acted.length)
    expect(since.filter((endpoint) => !byText[name].includes(endpoint))).toEqual([])
    expect(visits).toEqual([])
    expect(contents(desktop.folder, apart)).toEqual(before)
    expect(readdirSync(process.cwd())).toEqual(beside)
    expect(shift.launched.app.process().exitCode).toBeNull()
    expect(await page.evaluate<boolean>('window.bar.snapshot().then(() => true)')).toBe(true)
    expect(readFileSync(join(userData, 'logs', 'main.log'), 'utf8')).not.toContain('bug')
    const { pabx } = JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8')) as {
      pabx: { baseUrl: string }
    }
    expect(pabx.baseUrl).toBe(shift.pabx.url)
    elsewhere.close()
  })
