import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from '@playwright/test'
import { root } from './place'
import type { Spoken } from './speech'

/*
 * What a screen reader says in a language, compared with what is kept in the repository. `VOCOM_BAR_TRANSCRIPTS=compare`
 * compares it, `VOCOM_BAR_TRANSCRIPTS=write` keeps what is said now.
 */

const folder = join(root, 'test', 'e2e', 'transcripts')
const wanted = process.env['VOCOM_BAR_TRANSCRIPTS']
const isWriting = wanted === 'write'
export const areCompared = wanted === 'compare' || isWriting

type Transcript = Readonly<Record<string, readonly string[]>>

function readTranscript(language: string): Transcript {
  const path = join(folder, `${language}.txt`)
  if (!existsSync(path)) return {}
  const parts = readFileSync(path, 'utf8').split(/^## /m).slice(1)
  return Object.fromEntries(
    parts.map((part) => {
      const [title = '', ...lines] = part.trimEnd().split('\n')
      return [title, lines.filter((line) => line !== '')]
    }),
  )
}

function writeTranscript(language: string, transcript: Transcript): void {
  mkdirSync(folder, { recursive: true })
  const parts = Object.entries(transcript).map(([title, lines]) => `## ${title}\n\n${lines.join('\n')}\n`)
  writeFileSync(join(folder, `${language}.txt`), parts.join('\n'))
}

/** What differs from run to run. */
const varying: readonly (readonly [RegExp, string])[] = [
  [/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1:<port>'],
  [/\b\d+ minut(e|o)s?\b/g, '<n> minut$1s'],
  [/\b\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\b/g, '<date>'],
  [/\b\d{1,2}:\d{2}(:\d{2})?\b/g, '<time>'],
  [/\b\d+ spin button/g, '<n> spin button'],
]

/** What the reader says about the keys, about itself, and about the control that lost the focus. */
const beside = new Set([
  'stop',
  'tab',
  '',
  'Focus mode',
  'Browse mode',
  'expanded',
  'collapsed',
  'main content',
])

/** The sentences about what is on the screen. */
const sentencesOf = (spoken: readonly Spoken[]): readonly string[] =>
  spoken
    .map(({ text }) => text)
    .filter((text) => !beside.has(text) && !/^leaving [a-z ]+\.$/.test(text))
    .map((text) => varying.reduce((said, [what, instead]) => said.replace(what, instead), text))

/** As one line. */
const lineOf = (spoken: readonly Spoken[]): string => sentencesOf(spoken).join(' ') || '(nothing)'

/** While a transcript is written nobody knows yet whether there is more to come. Milliseconds. */
const QUIET_MS = 250

/** Resolves when nothing has been said for that long: what is said next belongs to the next step. */
export async function quiet(spoken: readonly Spoken[], milliseconds: number): Promise<void> {
  let count = -1
  while (count !== spoken.length) {
    count = spoken.length
    await pause(milliseconds)
  }
}

export type Script = {
  /** Runs a step, and compares the speech that follows with the next line below that heading. */
  readonly line: (heading: string, run: () => Promise<unknown>, since?: number) => Promise<void>
  /** The same where the focus is moved by the bar: where it comes from, and on which way, is said or not. */
  readonly arrival: (heading: string, run: () => Promise<unknown>) => Promise<void>
  /** Everything that is kept has been said. */
  readonly end: () => void
}

/** What is said in a language, line by line: one for each step. */
export function openScript(language: string, spoken: readonly Spoken[]): Script {
  const kept = readTranscript(language)
  const told: Record<string, string[]> = {}

  async function settled(from: number): Promise<void> {
    for (let waits = 0; waits < 4 && sentencesOf(spoken.slice(from)).length === 0; waits++)
      await pause(QUIET_MS)
    await quiet(spoken, QUIET_MS)
  }

  async function compare(
    heading: string,
    from: number,
    isSame: (said: string, wanted: string) => boolean,
  ): Promise<void> {
    const lines = (told[heading] ??= [])
    if (isWriting) {
      await settled(from)
      lines.push(lineOf(spoken.slice(from)))
      return
    }
    const wanted = kept[heading]?.[lines.length] ?? 'nothing more'
    const said = (): string => {
      const line = lineOf(spoken.slice(from))
      return isSame(line, wanted) ? wanted : line
    }
    await expect.poll(said, { message: `${heading}, line ${lines.length + 1}`, intervals: [30] }).toBe(wanted)
    lines.push(wanted)
  }

  return {
    line: async (heading, run, from = spoken.length) => {
      await run()
      // What comes late of the step before is not of this one.
      await compare(heading, from, (said, wanted) => said === wanted || said.endsWith(` ${wanted}`))
    },
    arrival: async (heading, run) => {
      const from = spoken.length
      await run()
      await compare(heading, from, (said, wanted) => said.endsWith(wanted) || wanted.endsWith(said))
    },
    end: () => {
      if (isWriting) writeTranscript(language, told)
      else expect(told).toEqual(kept)
    },
  }
}
