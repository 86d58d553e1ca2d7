import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, openSettings, test } from '../bar'
import { root } from '../harness/place'

/*
 * Electron's checklist (electronjs.org/docs/latest/tutorial/security), point by point, on the running app.
 */

const sources = (): string =>
  execFileSync('git', ['grep', '-hI', '', '--', 'src'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })

test('the twenty points of Electron’s security checklist hold', async ({ startShift }) => {
  const shift = await startShift()
  const { launched, window, pabx } = shift
  const { app } = launched
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })
  const source = sources()
  const inPage = <Value>(code: string): Promise<Value> => window.evaluate<Value>(code)
  const refused = (code: string): Promise<string> =>
    inPage(`Promise.resolve().then(() => ${code}).then(() => 'worked', () => 'refused')`)

  await test.step('1 only secure content is loaded: nothing but app://bar, no request leaves the page', async () => {
    expect.soft(window.url()).toMatch(/^app:\/\/bar\//)
    expect.soft(await refused(`fetch(${JSON.stringify(pabx.url)})`)).toBe('refused')
    const resources = await inPage<string[]>(
      `[...document.querySelectorAll('script[src], link[href]')].map((tag) => tag.src || tag.href)`,
    )
    expect.soft(resources.length).toBeGreaterThan(0)
    expect.soft(resources.filter((name) => !name.startsWith('app://bar/'))).toEqual([])
  })
  await test.step('2 no Node in a page', async () => {
    expect.soft(preferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
    })
    expect
      .soft(await inPage(`[typeof require, typeof process, typeof module, typeof Buffer].join()`))
      .toBe('undefined,undefined,undefined,undefined')
  })
  await test.step('3 context isolation', () =>
    expect.soft(preferences).toMatchObject({ contextIsolation: true }))
  await test.step('4 sandbox', () => expect.soft(preferences).toMatchObject({ sandbox: true }))
  await test.step('5 every permission is refused, asked and checked', async () => {
    expect.soft(await refused('navigator.mediaDevices.getUserMedia({ audio: true })')).toBe('refused')
    expect
      .soft(await inPage(`navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)`))
      .toBe('denied')
    expect.soft(await inPage(`Notification.requestPermission()`)).toBe('denied')
  })
  await test.step('6 web security is on', () => expect.soft(preferences).toMatchObject({ webSecurity: true }))
  await test.step('7 a content security policy by header, starting from nothing', async () => {
    const policy = await inPage<string>(
      `fetch('app://bar/bar/index.html').then(({ headers }) => headers.get('content-security-policy'), () => 'no request allowed')`,
    )
    // The page may not even fetch itself: the policy is in force. Inline script is refused too.
    expect.soft(policy).toBe('no request allowed')
    const inline = `(() => {
      try { const s = document.createElement('script'); s.append('window.pwned = true'); document.head.append(s) } catch {}
      return window.pwned ?? false
    })()`
    expect.soft(await inPage(inline)).toBe(false)
    // Later, on the page's own time: the debugger's is let through by V8.
    const later = `new Promise((done, fail) => setTimeout(() => { try { done(new Function('return 1')()) } catch (error) { fail(error) } }))`
    expect.soft(await refused(later)).toBe('refused')
  })
  await test.step('8 no insecure content', () => {
    expect.soft(preferences['allowRunningInsecureContent'] ?? false).toBe(false)
  })
  await test.step('9 and 10 no experimental features, no Blink features', () => {
    expect.soft(preferences['experimentalFeatures'] ?? false).toBe(false)
    expect.soft(preferences['enableBlinkFeatures'] ?? '').toBe('')
    expect.soft(source).not.toMatch(/enable-blink-features|experimentalFeatures: true/)
  })
  await test.step('11 and 12 no webview', async () => {
    expect.soft(preferences['webviewTag'] ?? false).toBe(false)
    expect.soft(await inPage(`document.createElement('webview').constructor.name`)).toBe('HTMLElement')
  })
  await test.step('13 no navigation', async () => {
    await inPage(`void (location.href = 'https://example.com/')`)
    await inPage(`void (location.href = 'file:///etc/passwd')`)
    await expect.poll(() => window.url()).toMatch(/^app:\/\/bar\/bar\//)
  })
  await test.step('14 no new windows', async () => {
    expect.soft(await inPage(`window.open('https://example.com') === null`)).toBe(true)
    expect.soft(await inPage(`window.open('app://bar/settings/index.html') === null`)).toBe(true)
  })
  await test.step('15 nothing is handed to the system to be opened but the record of a customer and a new mail', () => {
    expect
      .soft(source.match(/shell\.(openExternal|openPath)\([^)]*\)/g))
      .toEqual(['shell.openExternal(mailLink(subject, text)', 'shell.openExternal(url)'])
  })
  await test.step('16 the Electron declared is a current one', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>
    }
    expect.soft(Number(devDependencies['electron']?.split('.')[0])).toBeGreaterThanOrEqual(45)
  })
  await test.step('17 messages: sender, arguments, size and names are checked', async () => {
    const settings = await openSettings(shift)
    for (const call of [
      `window.bar.dispatch('settings.save', { values: {}, key: null, extra: 1 })`,
      `window.bar.dispatch('settings.save', { values: { x: 'y'.repeat(10_000_000) }, key: null })`,
      `window.bar.dispatch('settings.save', { values: { x: new ArrayBuffer(10_000_000) }, key: null })`,
      `window.bar.dispatch('settings.save', { values: { x: new Map([[1, 'y'.repeat(10_000_000)]]) }, key: null })`,
    ])
      expect
        .soft(
          await settings.evaluate(`${call}.then(({ ok }) => (ok ? 'worked' : 'refused'), () => 'refused')`),
          call,
        )
        .toBe('refused')
    for (const call of [
      `window.bar.dispatch({ toString: () => 'agent.login' })`,
      `window.bar.query('__proto__', undefined)`,
      `window.bar.query('constructor', undefined)`,
    ])
      expect.soft(await refused(call), call).toBe('refused')
    const polluted = `window.bar.dispatch('settings.save', { values: JSON.parse('{"__proto__":{"polluted":1}}'), key: null })`
    await settings.evaluate(`${polluted}.catch(() => 0)`)
    expect.soft(await app.evaluate(() => (({}) as Record<string, unknown>)['polluted'] ?? null)).toBe(null)
    expect
      .soft(await inPage(`window.bar.dispatch('__proto__').then(({ why }) => why)`))
      .toBe('unknownCommand')
  })
  await test.step('18 no file: scheme, and app: stays in its folder', async () => {
    expect.soft(await refused(`fetch('file:///etc/passwd')`)).toBe('refused')
    const escaped = await app.evaluate(async ({ net }) => {
      const tries = [
        'app://bar/../../../../etc/passwd',
        'app://bar/..%2f..%2f..%2fpackage.json',
        'app://other/bar/index.html',
      ]
      return Promise.all(
        tries.map((url) =>
          net.fetch(url).then(
            ({ status }) => status,
            () => 0,
          ),
        ),
      )
    })
    expect.soft(escaped.every((status) => status === 404 || status === 0)).toBe(true)
  })
  await test.step('19 a run that can be debugged is a development run only', async () => {
    expect.soft(await app.evaluate(({ app: running }) => running.isPackaged)).toBe(false)
  })
  await test.step('20 a page gets four functions of ours and nothing of Electron', async () => {
    expect
      .soft(await inPage(`Object.keys(window.bar).sort()`))
      .toEqual(['dispatch', 'onSnapshot', 'query', 'snapshot'])
    expect.soft(await inPage(`typeof window.electron + typeof window.ipcRenderer`)).toBe('undefinedundefined')
  })
})
