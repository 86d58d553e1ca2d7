import { app } from 'electron'
import { readFile } from 'node:fs/promises'
import { release } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Sentence } from '../../../shared/i18n/say'
import type { Outcome } from '../../../shared/outcome'
import { diagnosticsFiles } from '../../core/diagnostics/diagnostics'
import type { Bar } from '../../core/kernel/bar'
import { keptFiles } from '../../core/persistence/kept-files'
import type { Redactor } from '../../core/secrets/redact'
import type { RequestNotes } from '../../core/pabx/request-notes'
import type { AskPath } from '../dialogs/save-dialog'
import { writeWhole } from './whole-file'

type Sources = {
  readonly bar: Bar
  /** Where the log is. */
  readonly folder: string
  readonly redactor: Redactor
  readonly requests: RequestNotes
  readonly askPath: AskPath
}

/** Writes the diagnostics as one zip to the given path, or asks the agent for one. */
export async function exportDiagnostics(sources: Sources, path: string | undefined): Promise<Outcome> {
  const { bar, folder, redactor, requests, askPath } = sources
  const day = new Date().toISOString().slice(0, 10)
  const to = path ?? (await askPath(`vocom-bar-diagnostics-${day}`, 'zip'))
  if (to === null) return { ok: true }
  const files = diagnosticsFiles(
    {
      versions: versions(),
      settings: bar.settings.get(),
      policy: bar.settings.policy(),
      snapshot: bar.store.get(),
      requests: requests.all(),
      log: await readFile(join(folder, keptFiles.log), 'utf8').catch(() => ''),
    },
    redactor,
  )
  try {
    // The file says more about the agent than other files of theirs, so only they can read it.
    await writeWhole(to, await zipOf(files), 0o600)
    return { ok: true, sentence: sentenceOf('diagnostics_written', to) }
  } catch {
    return { ok: false, why: 'failed', sentence: sentenceOf('file_not_written', to) }
  }
}

async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  return buffer(zip.outputStream)
}

const sentenceOf = (key: 'diagnostics_written' | 'file_not_written', path: string): Sentence => ({
  key,
  values: { path },
})

function versions(): Record<string, string> {
  const { electron, chrome, node } = process.versions
  const { platform, arch } = process
  return {
    app: app.getVersion(),
    electron,
    chromium: chrome,
    node,
    platform,
    arch,
    system: release(),
    locale: app.getLocale(),
    sandbox: app.commandLine.hasSwitch('no-sandbox') ? 'off' : 'on',
  }
}
