import { basename, dirname, extname } from 'node:path'
import { existsSync } from 'node:fs'
import { wallTime, type PabxTime } from '../../../shared/time'
import { say, type Sentence } from '../../../shared/i18n/say'
import type { Locale } from '../../../shared/i18n/locale'
import { isReportKind, kindOf } from '../../../shared/reports/kinds'
import { pabxTimeIn } from '../../../shared/reports/pabx-time'
import type { CliAnswer } from '../../core/cli/cli-answer'
import type { ReportOptions } from '../../core/cli/cli-args'
import { leftOutSentences } from '../../core/reports/files/columns'
import { incompleteSentence } from '../../core/reports/files/csv'
import { isCut } from '../../core/reports/split'
import type { ReportIdentity } from '../../core/reports/resume'
import { readRequest, type ReportRequest } from '../../core/reports/request'
import { runReport, type Ending, type ReportProgress, type Sink } from '../../core/reports/run'
import { separatorOf } from '../../../shared/reports/separator'
import { listSeparator } from '../system/list-separator'
import { openOffline } from './offline'
import type { Folders } from '../start/own-folders'
import { lockPart } from '../../report-engine/file-lock'
import { csvSink, readPart, type Resumable } from '../../report-engine/csv-file'
import { fileSink, reportFormats, type ReportFormat } from '../../report-engine/report-file'
import { partOf, type FileOptions, type FileSink } from '../../report-engine/report-place'

type Wanted = {
  readonly report: string
  readonly options: ReportOptions
  readonly demo: boolean
} & Folders

/** Milliseconds between two lines of progress. */
const TELL_EVERY_MS = 1_000

const exits = { done: 0, failed: 1, mistake: 2, incomplete: 3 } as const

/** `--report`: runs one report into a file, without a window, in its own process. */
export async function reportFromCli(wanted: Wanted): Promise<CliAnswer> {
  const offline = await openOffline(wanted)
  const { clock, log, locale, values, demo, companyId } = offline
  const fail = (code: number, sentence: Sentence): CliAnswer => ({
    code,
    out: '',
    err: say(sentence, locale),
  })

  const pabxNow = pabxTimeIn(values['pabx.timeZone'], wallTime(Date.now()))
  const read = readWanted(wanted, pabxNow)
  if ('key' in read) return fail(exits.mistake, read)
  if (companyId === '' || (demo === null && values['pabx.baseUrl'] === ''))
    return fail(exits.failed, { key: 'reason_not_set_up' })
  const key = await offline.readKey()
  if (key !== 'present')
    return fail(exits.failed, {
      key: key === 'session' || key === 'overtaken' ? 'key_missing' : `key_${key}`,
    })

  const pabx = offline.openPabx()
  const { grain } = kindOf(read.request.kind)
  const options: FileOptions = {
    path: read.path,
    part: partOf(read.path),
    kind: read.request.kind,
    separator: (await listSeparator()) ?? separatorOf(locale),
    incompleteTitle: say({ key: 'report_incomplete' }, locale),
  }
  const identity: ReportIdentity = {
    ...read.request,
    baseUrl: demo?.profile.baseUrl() ?? values['pabx.baseUrl'],
    companyId,
    separator: options.separator,
  }
  const letGo = await lockPart(options.part).catch(() => 'unwritable' as const)
  if (letGo === 'unwritable')
    return fail(exits.failed, { key: 'file_not_written', values: { path: read.path } })
  if (letGo === null) return fail(exits.failed, { key: 'report_being_written', values: { path: read.path } })
  const { file, from } = await openFile(read.format, options, { identity, pabxNow }, locale)
  const sink: Sink = {
    ...file,
    close: ({ incomplete }) =>
      file.close(incomplete.filter(isCut).map((entry) => say(incompleteSentence(entry, grain), locale))),
  }
  const run = runReport(
    { pabx, clock, log, companyId, isBusy: () => false, givesUp: true, onProgress: progressTo(locale) },
    read.request,
    sink,
    from?.kept,
  )
  // When the process is told to end, the part written so far stays.
  process.once('SIGINT', run.cancel)
  process.once('SIGTERM', run.cancel)
  const ending = await run.finished
  await letGo()
  return answerTo(ending, read, locale)
}

/**
 * Opens the file. A CSV continues where an earlier run of the same report stopped; a workbook cannot be appended to.
 */
async function openFile(
  format: ReportFormat,
  options: FileOptions,
  begun: { readonly identity: ReportIdentity; readonly pabxNow: PabxTime },
  locale: Locale,
): Promise<{ readonly file: FileSink; readonly from: Resumable | null }> {
  const write = (sentence: Sentence): void => void process.stderr.write(`${say(sentence, locale)}\n`)
  if (format === 'xlsx') return { file: fileSink(format, options), from: null }
  const part = await readPart(options.part, begun.identity)
  if (part === 'untrusted' || part === 'outgrown')
    write({ key: `report_part_${part}`, values: { path: options.part } })
  const from = typeof part === 'string' ? null : part
  if (from !== null) write({ key: 'report_resumed', values: { rows: from.kept.rows } })
  return { file: csvSink({ ...options, resume: { ...begun, from } }), from }
}

type Readable = { readonly request: ReportRequest; readonly path: string; readonly format: ReportFormat }

function readWanted({ report, options }: Wanted, pabxNow: PabxTime): Readable | Sentence {
  if (!isReportKind(report)) return { key: 'report_unknown', values: { text: report.slice(0, 60) } }
  for (const flag of ['from', 'to', 'out'] as const)
    if ((options[flag] ?? '') === '') return { key: 'cli_value_missing', values: { flag } }
  const path = options.out ?? ''
  const format = reportFormats.find((known) => extname(path).toLowerCase() === `.${known}`)
  if (format === undefined) return { key: 'report_format_unknown', values: { text: basename(path) } }
  if (!existsSync(dirname(path))) return { key: 'file_not_written', values: { path } }
  const { destination = '', mailing = '', 'hangup-cause': hangup_cause = '' } = options
  const typed = {
    from: options.from ?? '',
    to: options.to ?? '',
    filters: { destination, mailing, hangup_cause },
  }
  const request = readRequest(report, typed, pabxNow)
  return request.ok ? { request: request.value, path, format } : request.error
}

function progressTo(locale: Locale): (progress: ReportProgress) => void {
  let last = 0
  return ({ rows, done }) => {
    const now = Date.now()
    if (now - last < TELL_EVERY_MS) return
    last = now
    const sentence: Sentence = {
      key: 'report_progress',
      values: { rows, percent: Math.floor(done * 100) },
    }
    process.stderr.write(`${say(sentence, locale)}\n`)
  }
}

function answerTo(ending: Ending, { request: { kind }, path, format }: Readable, locale: Locale): CliAnswer {
  const { summary } = ending
  const inWords = (sentence: Sentence): string => say(sentence, locale)
  const warnings = [
    ...summary.incomplete.map((entry) => inWords(incompleteSentence(entry, kindOf(kind).grain))),
    ...(summary.undated === 0
      ? []
      : [inWords({ key: 'report_undated', values: { count: summary.undated } })]),
    ...leftOutSentences(summary).map(inWords),
  ]
  const key = format === 'csv' ? 'report_part_resumable' : 'report_part_kept'
  // A report that failed at its first request has left no part.
  const part = existsSync(partOf(path)) ? [inWords({ key, values: { path: partOf(path) } })] : []
  switch (ending.kind) {
    case 'done': {
      const written: Sentence = { key: 'report_written', values: { rows: summary.rows, path } }
      const code = summary.incomplete.some(isCut) ? exits.incomplete : exits.done
      return { code, out: inWords(written), err: warnings.join('\n') }
    }
    case 'cancelled':
      return { code: exits.failed, out: '', err: [inWords({ key: 'report_cancelled' }), ...part].join(' ') }
    case 'failed':
      return { code: exits.failed, out: '', err: [inWords(ending.sentence), ...part].join(' ') }
  }
}
