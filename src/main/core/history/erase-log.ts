import { subscriberOf } from '../../../shared/phone/same-number'
import { figureRuns, withStars, type FigureRun } from './figures'

/** Shorter numbers are never masked in a log, and cannot be told from its other figures. */
const SHORTEST = 7
const LEFT_BY_MASK = 4

/**
 * Removes a number from a log: unmasked occurrences, which should not exist, and masked ones that show its last four
 * digits. Other numbers with the same ending are removed too, because the log cannot tell them apart.
 */
export function eraseFromLog(
  text: string,
  number: string,
): { readonly text: string; readonly found: number } {
  const subscriber = subscriberOf(number).replace(/\D/g, '')
  if (subscriber.length < SHORTEST) return { text, found: 0 }
  let found = 0
  const eraseFromLine = (line: string): string => {
    const runs = figureRuns(line, { stars: true }).filter((run) => saysNumber(run, subscriber))
    found += runs.length
    return withStars(line, runs.flat())
  }
  return { text: text.split('\n').map(eraseFromLine).join('\n'), found }
}

function saysNumber(run: FigureRun, subscriber: string): boolean {
  const signs = run.map(({ sign }) => sign).join('')
  const masked = signs.lastIndexOf('*')
  return masked < 0
    ? signs.includes(subscriber)
    : signs.slice(masked + 1).startsWith(subscriber.slice(-LEFT_BY_MASK))
}
