import { app, BrowserWindow, Notification } from 'electron'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import { plainMarkup } from '../../core/windows/plain-markup'
import type { Voice } from '../../core/heard/voice'
import type { Logger } from '../../core/kernel/ports'
import type { Locale } from '../../../shared/i18n/locale'
import type { Buses } from '../system/message-bus'
import { openHeardPage, type HeardPage } from './heard-page'
import { speakByDispatcher } from './system-speech'

/** A reader puts one notification after the other, but the desktop has to show each for a moment. Milliseconds. */
const SHOWN_MS = 300

const isOn = z.tuple([z.object({ value: z.boolean() })])

/** Opens nothing until something is to be heard. */
export function createVoice(buses: Buses, log: Logger): Voice {
  let page: Promise<HeardPage> | null = null
  let last: Promise<unknown> = Promise.resolve()
  /** While a notification is shown, it must not be collected: its sentence would go with it. */
  let shown: Notification | null = null

  const opened = (): Promise<HeardPage> => (page ??= openHeardPage())
  function inTurn(run: () => Promise<unknown>): void {
    last = last.then(run).catch((fault: unknown) => {
      page = null
      log.warn('not heard', fault)
    })
  }

  async function say(text: string, locale: Locale): Promise<void> {
    if ((await isReaderOn(buses)) && Notification.isSupported()) {
      await notify(text)
      return
    }
    if (process.platform !== 'linux') await (await opened()).speak(text, locale)
    else if (!(await speakByDispatcher(text, locale))) await notify(text)
  }

  async function notify(text: string): Promise<void> {
    shown?.close()
    const body = process.platform === 'linux' ? plainMarkup(text) : text
    shown = new Notification({ title: 'Vocom Bar', body, silent: true })
    shown.show()
    await pause(SHOWN_MS)
  }

  return {
    play: (earcon, device) => inTurn(async () => (await opened()).play(earcon, device)),
    say: (text, locale) => inTurn(() => say(text, locale)),
    devices: async () => (await opened()).devices(),
    isRead: () => BrowserWindow.getFocusedWindow() !== null,
    close: () =>
      inTurn(async () => {
        const open = page
        page = null
        ;(await open)?.close()
        shown?.close()
        shown = null
      }),
  }
}

/** Whether a screen reader is at work, which reads notifications aloud. */
async function isReaderOn(buses: Buses): Promise<boolean> {
  if (process.platform !== 'linux') return app.accessibilitySupportEnabled
  const to = { name: 'org.a11y.Bus', path: '/org/a11y/bus', interface: 'org.freedesktop.DBus.Properties' }
  try {
    const bus = await buses('session')
    const reply = await bus?.call({ ...to, member: 'Get' }, 'ss', ['org.a11y.Status', 'ScreenReaderEnabled'])
    return isOn.parse(reply)[0].value
  } catch {
    return false
  }
}
