import type { CompanionAnswer } from '../../../shared/companion/messages'
import type { CliAnswer } from '../cli/cli-answer'
import type { Follow } from '../door/follow'
import type { Bar } from '../kernel/bar'

/** The relay's word for the browser extension. No command line has it. */
const WORD = '--companion'

/** What the relay asks for the browser extension. Loaded with its first word: most agents have no extension. */
export function createCompanionDoor(bar: Pick<Bar, 'store' | 'bus' | 'settings'>) {
  let answering: Promise<(text: string) => Promise<CompanionAnswer>> | null = null
  const answered = async (text: string): Promise<CliAnswer> => {
    answering ??= import('./answer').then(({ createCompanionAnswers }) => createCompanionAnswers(bar))
    return { code: 0, out: JSON.stringify(await (await answering)(text)), err: '' }
  }
  return {
    /** A message, cut into words; null for a command line. */
    answer: ([first, ...pieces]: readonly string[]): Promise<CliAnswer> | null =>
      first === WORD ? answered(pieces.join('')) : null,
    /** The word alone: the extension follows what its badge shows. */
    follow: (words: readonly string[]): Follow | null =>
      words[0] === WORD && words.length === 1 ? followLater(bar) : null,
  }
}

const followLater =
  (bar: Pick<Bar, 'store' | 'settings'>): Follow =>
  (tell) => {
    let end: (() => void) | null = () => undefined
    void import('./state').then(({ followCompanion }) => {
      if (end !== null) end = followCompanion(bar)(tell)
    })
    return () => {
      end?.()
      end = null
    }
  }
