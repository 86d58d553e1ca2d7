import type { Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { electronExecutable } from '../../../scripts/lib/electron.mjs'
import { earcons, type Note } from '../../../src/shared/heard/earcons'
import { panels } from '../../../src/shared/windows/panels'
import { say, type PlainKey } from '../../../src/shared/i18n/say'
import type { Locale } from '../../../src/shared/i18n/locale'
import { button, expect, test as base, type Shift } from '../bar'
import { pressKeys } from '../harness/keys'
import { root } from '../harness/place'
import { accessibleWindows, startScreenReader, type ScreenReader } from '../harness/screen-reader'
import type { Tone } from '../harness/sound'
import { hostSpeech, speechEnv } from '../harness/speech'
import { areCompared, openScript, quiet } from '../harness/transcript'

/*
 * The bar as it is heard: by a real screen reader, whose every word is noted, and on a real sound server.
 */

const test = base.extend<{ readonly reader: ScreenReader }>({
  reader: async ({ desktop }, use) => {
    const reader = await startScreenReader(desktop)
    await use(reader)
    await reader.close()
  },
})

const keys = {
  'agent.login': 'CommandOrControl+Shift+F3',
  'bar.say': 'CommandOrControl+Shift+F2',
  'bar.toggle': 'CommandOrControl+Shift+F4',
}

/** Electron, started by the name that the bar's own scripts and its launcher give it. */
function spokenExecutable({ folder }: Desktop): string {
  const link = join(folder, 'Vocom Bar')
  if (!existsSync(link)) symlinkSync(electronExecutable(), link)
  return link
}

/** Counts the Tab keys that the page has dealt with. */
const countTabs = (page: Page) =>
  page.evaluate(() => {
    document.documentElement.dataset['tabs'] = '0'
    const count = ({ key }: KeyboardEvent): void => {
      const { dataset } = document.documentElement
      if (key === 'Tab') dataset['tabs'] = String(Number(dataset['tabs']) + 1)
    }
    addEventListener('keyup', count, true)
  })
const tabsOf = (page: Page) => page.evaluate(() => Number(document.documentElement.dataset['tabs']))

/** Where Tab has led: to something new, into a row that is like the one before it, or around. */
const reached = (page: Page, within: string | null) =>
  page.evaluate((region) => {
    const { activeElement: now } = document
    // A date has three parts, each a stop of its own.
    const last = document.querySelector('[data-heard="last"]')
    const isSeen = now === null || now === document.body || (now !== last && now.hasAttribute('data-heard'))
    last?.setAttribute('data-heard', '')
    now?.setAttribute('data-heard', 'last')
    if (isSeen || (region !== null && now.closest(region) === null)) return 'around'
    const rows = now.closest('tbody tr ~ tr')?.parentElement
    if (rows == null) return 'new'
    const stops = [...rows.querySelectorAll<HTMLElement>('button, input, a')].filter(
      ({ tabIndex }) => tabIndex >= 0,
    )
    stops.at(-1)?.focus()
    return 'row'
  }, within)

/** Between two parts of a transcript. Milliseconds. */
const PAUSE_MS = 300

const word = (key: PlainKey, locale: Locale): string => say({ key }, locale)

/** The outcomes of keys, a link and a command line, in an order in which each can happen. */
const presses = (
  shift: Shift,
  press: (key: string) => Promise<void>,
  cli: (...words: string[]) => Promise<unknown>,
) =>
  [
    ['login', () => press('ctrl+shift+F3')],
    ['hold without a call', () => press('ctrl+shift+F9')],
    ['a link to a number', () => cli('tel:+551140028922')],
    ['dial by the command line', () => cli('--dial', '1133334444')],
    ['hold', () => press('ctrl+shift+F9')],
    ['retrieve', () => press('ctrl+shift+F9')],
    [
      'hold whose answer is lost',
      async () => {
        await shift.pabx.do('fault', { endpoint: 'hold', fault: 'resetAfter', times: 1 })
        await press('ctrl+shift+F9')
      },
    ],
    ['where am I', () => press('ctrl+shift+F2')],
    ['hang up', () => press('ctrl+shift+F11')],
    ['break', () => press('ctrl+shift+F7')],
  ] as const

test('a screen reader that is at work on another desktop goes on', async ({ desktop }) => {
  const program = join(desktop.folder, 'orca')
  copyFileSync('/bin/sleep', program)
  const other = spawn(program, ['600'])
  try {
    const reader = await startScreenReader(desktop)
    await reader.close()
    expect([other.exitCode, other.signalCode]).toEqual([null, null])
  } finally {
    other.kill('SIGKILL')
  }
})

test.describe(() => {
  test.skip(!areCompared, 'when a reader speaks differs between computers: VOCOM_BAR_TRANSCRIPTS=compare')
  for (const locale of ['en', 'pt-BR', 'es'] as const) {
    test(`what a screen reader says, ${locale}`, async ({
      desktop,
      reader,
      startShift,
      otherProgram,
      cli,
    }) => {
      test.setTimeout(300_000)
      const script = openScript(locale, reader.spoken)
      const press = (key: string) => pressKeys(desktop, key)
      const shift = await startShift(
        { language: locale, sound: { outcomes: 'speech' }, hotkeys: keys },
        { env: reader.env, executable: spokenExecutable(desktop) },
      )
      const { window, launched } = shift
      const focused = () =>
        launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.webContents.getURL())
      const hasFocus = (page: Page) => expect.poll(focused).toBe(page.url())
      const tabThrough = async (heading: string, page: Page, within: string | null): Promise<void> => {
        for (;;) {
          const from = reader.spoken.length
          const tabs = await tabsOf(page)
          await press('Tab')
          await expect.poll(() => tabsOf(page), { intervals: [10] }).toBeGreaterThan(tabs)
          const what = await reached(page, within)
          if (what === 'around') break
          if (what === 'new') await script.line(heading, () => Promise.resolve(), from)
          else await quiet(reader.spoken, PAUSE_MS)
        }
        await quiet(reader.spoken, PAUSE_MS)
      }
      await button(window, word('command_login', locale)).click()
      await button(window, word('command_break', locale)).waitFor()

      for (const [name, ready] of [
        ['reports', 'report_run'],
        ['settings', 'save'],
      ] as const)
        await test.step(`Tab through the window ${name}`, async () => {
          const before = reader.spoken.length
          const opened = launched.app.waitForEvent('window')
          await window.evaluate(`window.bar.dispatch('${name}.open')`)
          const page = await opened
          await button(page, word(ready, locale)).waitFor()
          await hasFocus(page)
          await expect.poll(() => reader.spoken.length).toBeGreaterThan(before)
          await quiet(reader.spoken, 4 * PAUSE_MS)
          await countTabs(page)
          await tabThrough(`Window: ${name}`, page, null)
          await page.close()
        })
      await test.step('Tab through the bar and each panel', async () => {
        await press('ctrl+shift+F6')
        await hasFocus(window)
        await quiet(reader.spoken, PAUSE_MS)
        await countTabs(window)
        await tabThrough('Bar', window, null)
        for (const panel of panels) {
          await script.arrival(`Panel: ${panel}`, () =>
            window.evaluate(`window.bar.dispatch('panel.open', '${panel}')`),
          )
          await tabThrough(`Panel: ${panel}`, window, '[role="region"], section')
        }
      })

      await window.evaluate(`window.bar.dispatch('panel.close')`)
      await window.evaluate(`window.bar.dispatch('agent.logout')`)
      await button(window, word('command_login', locale)).waitFor()
      await otherProgram()
      await quiet(reader.spoken, PAUSE_MS)
      const times: string[] = []
      await test.step('the outcome of each press while another program has the focus', async () => {
        for (const [title, run] of presses(shift, press, (...words) => cli(words))) {
          const from = reader.spoken.length
          const began = Date.now()
          await script.line(`Outcome: ${title}`, run)
          times.push(`${title.padEnd(28)} ${String((reader.spoken[from]?.at ?? began) - began)} ms`)
        }
      })
      await test.step('two at once are both heard, in the order in which they were pressed', async () => {
        await window.evaluate(`window.bar.dispatch('panel.close')`)
        const from = reader.spoken.length
        await script.line('Two at once', () => pressKeys(desktop, 'ctrl+shift+F3', 'ctrl+shift+F9'))
        expect(reader.spoken.slice(from).map(({ text }) => text)).not.toContain('stop')
      })
      await test.step('the bar is called by its name, and one that is hidden is not active', async () => {
        const bar = async () =>
          (await accessibleWindows(desktop, reader)).filter(({ program }) => program === 'Vocom Bar')
        const isActive = async () =>
          (await bar()).map(({ name, states }) => [name, states.includes('active')])
        await press('ctrl+shift+F6')
        await expect.poll(isActive).toEqual([['Vocom Bar', true]])
        await press('ctrl+shift+F4')
        await expect.poll(isActive).toEqual([['Vocom Bar', false]])
      })
      note(locale, times)
      script.end()
    })
  }
})

/** Figures, for who reads the result of the tests; they decide nothing. */
function note(locale: Locale, times: readonly string[]): void {
  const folder = join(root, 'out', 'test-notes')
  mkdirSync(folder, { recursive: true })
  const title = `From a press to the first word of the screen reader, ${locale}`
  writeFileSync(join(folder, `heard-${locale}.txt`), `${[title, ...times].join('\n')}\n`)
}

/** The note of the bar's that was recorded: its pitch within 4 %, its length within 35 ms; or what was recorded. */
function named({ pitch, milliseconds }: Tone): string {
  const notes: readonly Note[] = Object.values(earcons).flat()
  const note = notes.find(
    (one) =>
      Math.abs(one.pitch - pitch) < one.pitch * 0.04 && Math.abs(one.milliseconds - milliseconds) <= 35,
  )
  return note === undefined
    ? `${pitch} Hz for ${milliseconds} ms`
    : `${note.pitch} Hz, ${note.milliseconds} ms`
}

test('tones tell done, refused, unknown and an end apart, on the output that was chosen, in order', async ({
  desktop,
  startShift,
  startSound,
}) => {
  const sound = await startSound('System', 'Headset')
  const other = await sound.record('System')
  const recording = await sound.record('Headset')
  const shift = await startShift(
    { sound: { outcomes: 'tones', device: 'Headset' }, hotkeys: keys },
    { env: sound.env },
  )
  const press = (...names: string[]) => pressKeys(desktop, ...names)
  const tones = () => recording.tones().map(named)
  const sounds = (...names: (keyof typeof earcons)[]) =>
    names
      .flatMap((name) => [...earcons[name]])
      .flatMap(({ pitch, milliseconds }) => (pitch === 0 ? [] : [`${pitch} Hz, ${milliseconds} ms`]))
  await expect(button(shift.window, 'Log in')).toBeEnabled()
  await press('ctrl+shift+F3')
  await expect.poll(tones).toEqual(sounds('done'))
  // Two at once: the one after the other.
  await press('ctrl+shift+F9', 'ctrl+shift+F3')
  await expect.poll(tones).toEqual(sounds('done', 'refused', 'refused'))
  await shift.window.evaluate(`window.bar.dispatch('call.dial', '1133334444')`)
  await shift.pabx.do('fault', { endpoint: 'hold', fault: 'resetAfter', times: 1 })
  await press('ctrl+shift+F9')
  await expect.poll(tones).toEqual(sounds('done', 'refused', 'refused', 'unknown'))
  await press('ctrl+shift+F11')
  await expect.poll(tones).toEqual(sounds('done', 'refused', 'refused', 'unknown', 'callEnded'))
  expect(other.tones()).toEqual([])
})

test('without a screen reader the system’s own speech says it, one sentence after the other', async ({
  desktop,
  startShift,
}) => {
  const socket = join(desktop.folder, 'dispatcher.sock')
  const speech = await hostSpeech(socket)
  const shift = await startShift(
    { language: 'pt-BR', sound: { outcomes: 'speech' }, hotkeys: keys },
    { env: speechEnv(socket) },
  )
  await expect(button(shift.window, 'Entrar')).toBeEnabled()
  await pressKeys(desktop, 'ctrl+shift+F9', 'ctrl+shift+F3')
  await expect
    .poll(() => speech.spoken.map(({ text }) => text))
    .toEqual(['Espera ou retomar: Não há chamada em andamento.', 'Login feito.'])
  // The outcome of a press in the bar's own window is seen there.
  await button(shift.window, 'Sair').click()
  await expect(button(shift.window, 'Entrar')).toBeEnabled()
  expect(speech.spoken).toHaveLength(2)
  speech.close()
})
