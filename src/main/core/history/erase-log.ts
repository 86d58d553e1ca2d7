import { subscriberOf } from '../../../shared/phone/same-number'
import { figureRuns, withStars, type FigureRun } from './figures'

/** Shorter ones are never masked in a log, and cannot be told from any other figure of it. */
const SHORTEST = 7
const LEFT_BY_MASK = 4

/**
 * Takes a number out of a log: where it stands whole, which it should not, and where its last four digits are left of a
 * masked one. Other numbers that end alike lose these as well: the log does not tell them apart.
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
