import * as z from 'zod'
import { settingsDraft } from '../../../shared/commands/arguments'
import { DONE, type Outcome } from '../../../shared/outcome'
import { notice } from '../../../shared/snapshot/notices'
import type { SettingName } from '../../../shared/settings/settings'
import type { Feature } from '../kernel/feature'
import type { Handlers } from '../kernel/handlers'
import type { ConfirmImport, HotkeySwitch, TextExchange } from '../kernel/ports'
import type { Answerers } from '../kernel/queries'
import { checkSetting, saveSettings, testConnection, type SavePorts } from './settings-save'
import { exportSettings, importSettings } from './settings-transfer'

export type SettingsPorts = SavePorts & {
  readonly startDemo: () => void
  readonly hotkeys: HotkeySwitch
  readonly files: TextExchange
  readonly confirmImport: ConfirmImport
  /** Moves the bar back to its default position. */
  readonly resetPlace: () => void
  readonly isWayland: boolean
  /** The settings that have no effect on this system. */
  readonly unavailable: () => Promise<readonly SettingName[]>
}

const done = (run: () => void) => (): Outcome => {
  run()
  return DONE
}

/** The settings window: its form, and the notices at the start about settings that do not count. */
export function createSettingsFeature(ports: SettingsPorts) {
  const { store, clock, settings, hotkeys } = ports

  function tellProblems(): void {
    for (const { name, why } of settings.get().problems.filter(({ why }) => why !== 'unknown')) {
      const key = why === 'invalid' ? 'settings_value_invalid' : 'settings_policy_only'
      const sentence = { key, values: { name } } as const
      store.apply({ type: 'noticed', notice: notice(`setting-${name}`, 'warning', sentence, clock.now()) })
    }
  }

  return {
    live: tellProblems,
    handlers: {
      'settings.save': (_core, draft) => saveSettings(ports, draft),
      'settings.import': (_core, { key }) => importSettings(ports, key),
      'settings.export': () => exportSettings(settings, ports.files),
      'settings.resetPlace': done(ports.resetPlace),
      'hotkeys.suspend': (_core, on) => done(() => hotkeys.suspend(on))(),
      'hotkeys.examine': (_core, on) => done(() => hotkeys.examine(on))(),
      'demo.start': done(ports.startDemo),
    } as const satisfies Partial<Handlers>,
    queries: {
      'settings.read': {
        argument: z.undefined(),
        answer: async () => {
          const { values, locked } = settings.get()
          return {
            values,
            locked,
            unavailable: await ports.unavailable(),
            locale: store.get().profile.locale,
            wayland: ports.isWayland,
          }
        },
      },
      'settings.test': { argument: settingsDraft, answer: (typed) => testConnection(ports, typed) },
      'settings.check': {
        argument: z.strictObject({ name: z.string().max(200), value: z.unknown() }),
        answer: ({ name, value }) => checkSetting(ports, name, value),
      },
      'settings.chooseCaFile': { argument: z.undefined(), answer: ports.caFile.choose },
    } as const satisfies Partial<Answerers>,
  } satisfies Feature & Record<string, unknown>
}
