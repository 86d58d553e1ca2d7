import type { Page } from '@playwright/test'
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

/** The settings window, opened from the bar. */
export async function openSettings({ launched, window }: Pick<Shift, 'launched' | 'window'>): Promise<Page> {
  const opened = launched.app.waitForEvent('window')
  await window.evaluate(`window.bar.dispatch('settings.open')`)
  const page = await opened
  await button(page, 'Save').waitFor()
  return page
}
