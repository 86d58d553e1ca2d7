import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { button, dialNumber, expect, logIn, openSettings, test } from '../bar'
import { crashPage } from '../harness/crash-page'
import { processTree } from '../harness/process-tree'

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)

test('the key is nowhere but in the keyring, main and the header', async ({ startShift }) => {
  const shift = await startShift()
  const { window, pabx, launched } = shift
  const settings = await openSettings(shift)
  await button(window, 'Log in').click()
  await pabx.do('fault', { endpoint: 'dial', fault: 'echoHeader', times: 1 })
  await dialNumber(window, '1199999999')
  await expect(window.getByRole('alert').first()).toBeVisible()

  const base64 = Buffer.from(pabx.key).toString('base64')
  const header = Buffer.from(`api_key:${pabx.key}`).toString('base64')
  const forms = [pabx.key, base64, header, encodeURIComponent(header)]
  const leaks = (text: string): string[] => forms.filter((form) => text.includes(form))

  expect(leaks(await window.content())).toEqual([])
  expect(leaks(await window.evaluate<string>('window.bar.snapshot().then(JSON.stringify)'))).toEqual([])
  expect(
    leaks(await settings.evaluate<string>(`window.bar.query('settings.read').then(JSON.stringify)`)),
  ).toEqual([])
  expect(leaks(launched.output())).toEqual([])
  for (const pid of processTree(launched.pid)) {
    for (const what of ['cmdline', 'environ'])
      expect(leaks(readFileSync(`/proc/${pid}/${what}`, 'utf8'))).toEqual([])
  }
  const found = filesIn(launched.userData).filter((path) => leaks(readFileSync(path, 'latin1')).length > 0)
  expect(found).toEqual([])
})

test('neither the page’s memory nor what a crash leaves holds the key', async ({ startShift }) => {
  const { window, pabx, launched } = await startShift()
  await logIn(window)
  const secrets = [pabx.key, Buffer.from(`api_key:${pabx.key}`).toString('base64')]

  // A page that is inspected is not replaced, however long the snapshot keeps it busy.
  await launched.app.evaluate(({ BrowserWindow }) => {
    const [bar] = BrowserWindow.getAllWindows()
    if (bar === undefined) throw new Error('there is no bar')
    bar.webContents.isDevToolsOpened = () => true
    bar.webContents.emit('devtools-opened')
  })
  const debuggerOfPage = await window.context().newCDPSession(window)
  let heap = ''
  debuggerOfPage.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => (heap += chunk))
  await debuggerOfPage.send('HeapProfiler.takeHeapSnapshot')
  // It is the page's memory: what the page shows is in it.
  expect(heap).toContain('FILA_SUPORTE')
  expect(secrets.filter((secret) => heap.includes(secret))).toEqual([])

  await crashPage(launched.app, 'bar')
  const isBack = () =>
    launched.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return contents !== undefined && !contents.isCrashed() && !contents.isLoading()
    })
  await expect.poll(isBack).toBe(true)
  expect(filesIn(launched.userData).filter((path) => path.endsWith('.dmp'))).toEqual([])
})

test('the window reaches neither network nor Node, and main refuses what no window of ours sends', async ({
  startShift,
}) => {
  const shift = await startShift()
  const { pabx } = shift
  const tried = await (
    await openSettings(shift)
  ).evaluate<unknown[]>(`(async () => {
    const failed = (promise) => promise.then(() => 'worked', () => 'refused')
    return [
      await failed(fetch(${JSON.stringify(pabx.url)})),
      typeof require, typeof process,
      window.open('https://example.com') === null,
      await failed(window.bar.query('__proto__')),
      await failed(window.bar.query('settings.test', { values: {}, key: 'x'.repeat(10_000_000) })),
      await failed(window.bar.dispatch('settings.save', { values: {}, key: null, extra: 1 }).then(({ ok }) => ok || Promise.reject())),
      await failed(navigator.permissions.query({ name: 'notifications' }).then((p) => p.state === 'granted' ? 1 : Promise.reject())),
    ]
  })()`)
  expect(tried).toEqual([
    'refused',
    'undefined',
    'undefined',
    true,
    'refused',
    'refused',
    'refused',
    'refused',
  ])
  const commanded = await shift.window.evaluate<unknown[]>(`(async () => [
    (await window.bar.dispatch('__proto__')).ok,
    (await window.bar.dispatch('call.dial', { __proto__: null, toString: 1 })).ok,
  ])()`)
  expect(commanded).toEqual([false, false])
})
