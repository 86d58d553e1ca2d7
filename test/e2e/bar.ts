import { expect, type Page } from '@playwright/test'
import { test as base } from './harness/desktop'
import type { Launched, LaunchOptions } from './harness/launch'
import type { Pabx } from './harness/pabx'

export { expect } from '@playwright/test'

type Request = {
  readonly endpoint: string
  readonly fields: Record<string, unknown>
  readonly outcome: string
}

export type Shift = {
  readonly pabx: Pabx
  readonly launched: Launched
  readonly window: Page
  readonly settings: Record<string, unknown>
  /** What the PABX was asked to do, in order; the polls left out. */
  readonly acted: () => Promise<string[]>
  readonly requests: () => Promise<readonly Request[]>
}

export type ShiftOptions = {
  /** How the demo PABX of the shift behaves. */
  readonly profile: 'document' | 'field'
}

/** The field's waits, scaled down; the order of what happens stays. */
const hasty = { dialRingsMs: 300, dialAnswersMs: 1_000, queuedMs: 50 } as const

type Extras = ShiftOptions & {
  /** A bar with its key in the real keyring and a demo PABX of its own, up and confirmed. */
  readonly startShift: (changes?: Record<string, unknown>, options?: Partial<LaunchOptions>) => Promise<Shift>
}

/** Settings of a bar that works for the agent DEV of that PABX. */
export const settingsFor = (pabx: Pabx, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  pabx: { baseUrl: pabx.url, companyId: pabx.companyId },
  agent: { name: 'DEV', branch: '2000', queues: ['FILA_SUPORTE'] },
  sync: { intervalSeconds: 1 },
  language: 'en',
  ...changes,
})

export const test = base.extend<Extras>({
  profile: ['document', { option: true }],

  startShift: async ({ startPabx, keyring, launchBar, profile }, use) => {
    await use(async (changes = {}, options = {}) => {
      const pabx = await startPabx('--clock', 'manual', '--profile', profile)
      if (profile === 'field') await pabx.do('manners', hasty)
      await keyring.set(pabx.companyId, pabx.key)
      const settings = settingsFor(pabx, changes)
      const launched = await launchBar({ settings, ...options })
      const requests = async () => (await pabx.journal()) as readonly Request[]
      const acted = async () =>
        (await requests()).map(({ endpoint }) => endpoint).filter((endpoint) => !endpoint.startsWith('get'))
      return { pabx, launched, window: launched.window, settings, acted, requests }
    })
  },
})

/** A button by its exact name. */
export const button = (window: Page, name: string) => window.getByRole('button', { name, exact: true })

/** Logs the agent in; resolves once the bar says so. */
export async function logIn(window: Page): Promise<void> {
  await button(window, 'Log in').click()
  await expect(button(window, 'Break')).toBeEnabled()
}

/**
 * Resolves once the PABX has confirmed the standing that the agent asked for. A change from elsewhere before that is a
 * doubt and no news.
 */
export async function confirmed(window: Page): Promise<void> {
  const isConfirmed = `window.bar.snapshot().then(({ snapshot }) => snapshot.asked.confirmed)`
  await expect.poll(() => window.evaluate(isConfirmed)).toBe(true)
}

/** Types a number into the bar's field and dials it. */
export async function dialNumber(window: Page, number: string): Promise<void> {
  await window.getByRole('textbox', { name: 'Number' }).fill(number)
  await button(window, 'Dial').click()
}

/** Logs the agent in and dials; resolves once there is a call that can be put on hold. */
export async function inACall(window: Page): Promise<void> {
  await button(window, 'Log in').click()
  await dialNumber(window, '1199999999')
  await expect(button(window, 'Hold')).toBeEnabled()
}

/** In a call, with a colleague's number in the transfer field. */
export async function aboutToConsult(window: Page): Promise<void> {
  await inACall(window)
  await button(window, 'Transfer').click()
  await window.getByRole('textbox', { name: 'Transfer to' }).fill('2008')
}

/** Presses Tab until the button of that name has the focus. */
export async function tabTo(window: Page, name: string): Promise<void> {
  const passed: unknown[] = []
  for (let steps = 0; steps < 20; steps++) {
    await window.keyboard.press('Tab')
    const focused = await window.evaluate(
      `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim()`,
    )
    if (focused === name) return
    passed.push(focused)
  }
  throw new Error(`${name} cannot be reached with Tab, which went to ${passed.join(' | ')}`)
}

/** The settings window, opened from the bar. */
export async function openSettings({ launched, window }: Pick<Shift, 'launched' | 'window'>): Promise<Page> {
  const opened = launched.app.waitForEvent('window')
  await window.evaluate(`window.bar.dispatch('settings.open')`)
  const page = await opened
  await button(page, 'Save').waitFor()
  return page
}
