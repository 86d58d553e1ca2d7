import { app } from 'electron'
import { join } from 'node:path'
import { resolveLocale } from '../../../shared/i18n/locale'
import { createClock } from '../../core/kernel/clock'
import type { Pabx, Secrets } from '../../core/kernel/ports'
import { roadOf } from '../../core/pabx/network/road'
import { DEMO_ORIGIN, originOf } from '../../core/pabx/origin'
import { createRequestNotes } from '../../core/pabx/request-notes'
import { keptFiles } from '../../core/persistence/kept-files'
import { noPolicy } from '../../core/policy/policy'
import { createKeyBindings } from '../../core/secrets/key-bindings'
import { createKeyRing } from '../../core/secrets/key-ring'
import { createRedactor } from '../../core/secrets/redact'
import { createSettingsStore } from '../../core/settings/settings-store'
import { openLanes } from '../pabx/network'
import { createPabx } from '../pabx/pabx'
import { keychain } from '../security/keychain'
import { openPolicy } from '../security/policy'
import { startDemoPabx } from '../start/demo'
import type { Folders } from '../start/own-folders'
import { createLogger } from '../storage/log'
import { openSettingsFile } from '../storage/settings-file'
import { createTextFile } from '../storage/text-file'

type Wanted = Folders & { readonly demo: boolean }

/** The settings, key and PABX of a bar, for a process that runs without one. */
export async function openOffline(wanted: Wanted, secrets: Secrets = keychain) {
  const { userData, scratch } = wanted
  const redactor = createRedactor()
  const log = createLogger(scratch, false, redactor)
  const clock = createClock()
  const policy = wanted.demo ? noPolicy : await openPolicy(userData)
  const settings = createSettingsStore(openSettingsFile(userData, log), policy, log)
  const { values } = settings.get()
  const demo = wanted.demo ? startDemoPabx(log) : null
  const bindings = createKeyBindings(createTextFile(join(userData, keptFiles.keyAddress)), log)
  const keyRing = createKeyRing(demo?.secrets ?? secrets, bindings, clock, log)
  const origin = demo === null ? originOf(values['pabx.baseUrl']) : DEMO_ORIGIN
  const companyId = demo?.profile.companyId ?? values['pabx.companyId']
  const lanes = openLanes()
  const baseUrl = (): string => demo?.profile.baseUrl() ?? values['pabx.baseUrl']

  const openPabx = (): Pabx =>
    createPabx(
      () => {
        const allowInsecureHttp = values['pabx.allowInsecureHttp']
        const key = keyRing.keyFor(origin) ?? ''
        const keyVersion = keyRing.version()
        return baseUrl() === ''
          ? null
          : { baseUrl: baseUrl(), key, allowInsecureHttp, keyVersion, ...roadOf(values) }
      },
      clock,
      redactor,
      createRequestNotes(),
      lanes,
      demo?.ready,
    )
  return {
    clock,
    log,
    settings: settings.get(),
    values,
    locale: resolveLocale(values.language, app.getPreferredSystemLanguages()),
    demo,
    companyId,
    baseUrl,
    lanes,
    keyRing,
    readKey: () => keyRing.load({ account: companyId, origin }),
    openPabx,
  }
}
