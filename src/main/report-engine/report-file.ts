import { csvSink } from './csv-file'
import type { FileOptions, FileSink } from './report-place'
import { xlsxSink } from './xlsx-file'

export const reportFormats = ['csv', 'xlsx'] as const
export type ReportFormat = (typeof reportFormats)[number]

export const fileSink = (format: ReportFormat, options: FileOptions): FileSink =>
  format === 'csv' ? csvSink(options) : xlsxSink(options)
