import * as z from 'zod'
import { leavings } from '../../../shared/ipc/queries'
import { notice } from '../../../shared/snapshot/notices'
import type { SettingName } from '../../../shared/settings/settings'
import type { Feature } from '../kernel/feature'
import type { ConfirmImport, HotkeySwitch, TextExchange } from '../kernel/ports'
import type { Answerers } from '../kernel/queries'
import { checkSetting, saveSettings, testConnection, type SavePorts } from './settings-save'
import { exportSettings, importSettings } from './settings-transfer'

export type SettingsPorts = SavePorts & {
  readonly startDemo: () => void
  readonly hotkeys: HotkeySwitch
  readonly files: TextExchange
  readonly confirmImport: ConfirmImport
  /** Puts the bar back where it stands by default. */
  readonly resetPlace: () => void
  readonly isWayland: boolean
  /** The settings that can do nothing on this system. */
  readonly unavailable: () => Promise<readonly SettingName[]>
}

const typedKey = z.string().max(1_000).nullable()
const draft = z.strictObject({
  values: z.record(z.string().max(100), z.unknown()),
  key: typedKey,
  session: z.boolean().optional(),
  leaving: z.enum(leavings).optional(),
})

const nothing = (run: () => void) => () => {
  run()
  return null
}

/** The settings window: its form, and what is said at the start of settings that do not count. */
export function createSettingsFeature(ports: SettingsPorts) {
  const { store, clock, settings, keyRing, hotkeys } = ports

  function tellProblems(): void {
    for (const { name, why } of settings.get().problems.filter(({ why }) => why !== 'unknown')) {
      const key = why === 'invalid' ? 'settings_value_invalid' : 'settings_policy_only'
      const sentence = { key, values: { name } } as const
      store.apply({ type: 'noticed', notice: notice(`setting-${name}`, 'warning', sentence, clock.now()) })
    }
  }

  return {
    live: tellProblems,
    queries: {
      'settings.read': {
        argument: z.undefined(),
        answer: async () => {
          const { values, locked } = settings.get()
          return {
            values,
            locked,
            unavailable: await ports.unavailable(),
            hasKey: keyRing.hasKey(),
            locale: store.get().profile.locale,
            wayland: ports.isWayland,
          }
        },
      },
      'settings.save': { argument: draft, answer: (typed) => saveSettings(ports, typed) },
      'settings.test': { argument: draft, answer: (typed) => testConnection(ports, typed) },
      'settings.check': {
        argument: z.strictObject({ name: z.string().max(200), value: z.unknown() }),
        answer: ({ name, value }) => checkSetting(ports, name, value),
      },
      'settings.export': { argument: z.undefined(), answer: () => exportSettings(settings, ports.files) },
      'settings.import': {
        argument: z.strictObject({ key: typedKey }),
        answer: ({ key }) => importSettings(ports, key),
      },
      'settings.chooseCaFile': { argument: z.undefined(), answer: ports.caFile.choose },
      'settings.resetPlace': { argument: z.undefined(), answer: nothing(ports.resetPlace) },
      'hotkeys.suspend': { argument: z.boolean(), answer: (on) => nothing(() => hotkeys.suspend(on))() },
      'hotkeys.examine': { argument: z.boolean(), answer: (on) => nothing(() => hotkeys.examine(on))() },
      'hotkeys.state': { argument: z.undefined(), answer: hotkeys.state },
      'demo.start': { argument: z.undefined(), answer: nothing(ports.startDemo) },
    } as const satisfies Partial<Answerers>,
  } satisfies Feature & Record<string, unknown>
}
