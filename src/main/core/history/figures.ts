/*
 * Finds the figures of a text in runs that may be telephone numbers, whatever signs stand between them. Letters end a
 * run. Ids of calls, dates and versions, which a program wrote, are no runs.
 */

type Figure = { readonly start: number; readonly end: number; readonly sign: string }
export type FigureRun = readonly Figure[]

/** Whether a star counts as a figure, as in a log, where stars stand in place of digits. */
type Looked = { readonly stars: boolean }

const date = String.raw`(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d{1,6})?`
/**
 * Dates, times, versions, hosts of addresses and positions in source code: nobody writes a telephone number like these.
 */
const shapes = [
  String.raw`${date}(?:[T ]${time}(?:[+-]\d\d:\d\d)?)?`,
  time,
  // Versions of Chromium and Windows have a zero as their second figure; a version of Linux is followed by a word.
  String.raw`\d{1,3}\.0\.\d{3,5}(?:\.\d{1,5})?`,
  String.raw`\d{1,2}\.\d{1,2}\.\d{1,3}-\d{1,5}(?=-[a-z])`,
  String.raw`(?<=https?://)\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?`,
  String.raw`(?<=\.[cm]?[jt]s:)\d{1,7}:\d{1,7}`,
]
const readable = new RegExp(String.raw`(?<![\p{L}\p{Nd}+])(?:${shapes.join('|')})(?![-.:/]?\p{Nd})`, 'yu')
/** A UUID with at least one letter: one of figures alone could be a number written in groups. */
const uuid =
  /(?<![0-9a-z])(?=[\d-]{0,35}[a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/iy
/** An encoded sign in an address or in JSON (`%20`, `\u00e7`): its figures are no part of a number. */
const writtenSign =
  /%(?:25){0,4}(?:0[9ad]|2[0-9a-f]|3[a-f]|40|5[b-f]|60|7[b-e]|[89a-f][0-9a-f])|\\{1,4}u[0-9a-f]{4}|\\{1,4}[bfnrt]/iy
const letters = /[A-Za-z]+/y
const digit = /\p{Nd}/uy
const others = /[^A-Za-z\p{Nd}%\\*]+|[%\\*]/uy

const matchAt = (pattern: RegExp, text: string, at: number): string | null => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/** The runs of figures, in order. Looks at each sign a bounded number of times. */
export function figureRuns(text: string, { stars }: Looked = { stars: false }): readonly FigureRun[] {
  const runs: FigureRun[] = []
  let run: Figure[] = []
  const end = (): void => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  for (let at = 0; at < text.length;) {
    const id = matchAt(uuid, text, at) ?? (run.length === 0 ? matchAt(readable, text, at) : null)
    const word = id ?? matchAt(letters, text, at)
    if (word !== null) {
      end()
      at += word.length
      continue
    }
    const sign = matchAt(digit, text, at) ?? (stars && text[at] === '*' ? '*' : null)
    if (sign !== null) run.push({ start: at, end: at + sign.length, sign })
    at += (sign ?? matchAt(writtenSign, text, at) ?? matchAt(others, text, at) ?? ' ').length
  }
  end()
  return runs
}

/** The text with each of those figures replaced by a star. */
export function withStars(text: string, figures: readonly Figure[]): string {
  const parts: string[] = []
  let from = 0
  for (const { start, end } of figures) {
    parts.push(text.slice(from, start), '*')
    from = end
  }
  return parts.join('') + text.slice(from)
}
