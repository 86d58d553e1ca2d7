import * as z from 'zod'
import { findingSentence, type Finding } from '../../../shared/doctor/findings'
import { say } from '../../../shared/i18n/say'
import type { Core } from '../kernel/core'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import type { HotkeySwitch } from '../kernel/ports'
import type { Answerers } from '../kernel/queries'
import type { Connection } from '../pabx/vocom-client'
import type { KeyRing } from '../secrets/key-ring'
import type { SettingsStore } from '../settings/settings-store'
import type { DoctorMail, DoctorPorts } from './ports'

type Ports = {
  readonly core: Core
  readonly settings: SettingsStore
  readonly keyRing: KeyRing
  readonly connection: () => Connection | null
  readonly hotkeys: HotkeySwitch
  readonly doctor: () => Promise<DoctorPorts & DoctorMail>
}

/** Checks on request what the bar needs. It is loaded with the first request. */
export function createDoctorFeature({ core, settings, keyRing, connection, hotkeys, doctor }: Ports) {
  let last: readonly Finding[] | null = null

  async function read(): Promise<readonly Finding[]> {
    const { examine } = await import('./examine')
    const { key, notices, profile } = core.store.get()
    const ports = await doctor()
    const isDeaf = notices.some(({ id }) => id === 'cli_deaf')
    const found = await examine(
      {
        settings: settings.get(),
        baseUrl: connection()?.baseUrl ?? profile.baseUrl,
        agent: profile.agent,
        companyId: profile.companyId,
        key,
        hasKey: keyRing.hasKey(),
        pabx: core.pabx,
        refusedHotkeys: () => hotkeys.state().refused,
      },
      isDeaf ? { ...ports, links: () => 'deaf' } : ports,
    )
    last = found
    return found
  }

  return {
    read,
    handlers: {
      'doctor.mail': async ({ store }) => {
        const found = last ?? (await read())
        const { locale } = store.get().profile
        const { about, redact, open } = await doctor()
        const lines = [...found.map((finding) => say(findingSentence(finding), locale)), '', ...about()]
        const subject = say({ key: 'doctor_mail_subject' }, locale)
        await open({ subject, text: lines.map(redact).join('\n') })
        return { ok: true, sentence: { key: 'doctor_mailed' } }
      },
    } as const satisfies Partial<Handlers>,
    queries: {
      'doctor.read': { argument: z.undefined(), answer: read },
    } as const satisfies Partial<Answerers>,
  } satisfies Feature & Record<string, unknown>
}
