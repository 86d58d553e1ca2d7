import type { CompanionAnswer, CompanionSaid } from '../../../shared/companion/messages'
import type { CliAnswer } from '../cli/cli-answer'
import type { Follow } from '../door/follow'
import type { Bar } from '../kernel/bar'

/** The relay's word for the browser extension. No command line has it. */
const WORD = '--companion'

/** What the relay asks for the browser extension. Loaded with its first word: most agents have no extension. */
export function createCompanionDoor(bar: Pick<Bar, 'store' | 'bus' | 'settings'>) {
  /** The browsers that follow the bar now, the newest last. */
  const browsers = new Set<(line: string) => void>()
  let answering: Promise<(text: string) => Promise<CompanionAnswer>> | null = null
  const isCompanys = (url: string): boolean =>
    URL.canParse(url) && bar.settings.get().values['companion.origins'].includes(new URL(url).origin)
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
      words[0] === WORD && words.length === 1 ? followLater(bar, browsers) : null,
    /** Has the browser show a page of the company's in the tab that it used before; false where none can. */
    openPage: (url: string): boolean => {
      const browser = [...browsers].at(-1)
      if (browser === undefined || !isCompanys(url)) return false
      browser(JSON.stringify({ open: url } satisfies CompanionSaid))
      return true
    },
  }
}

const followLater =
  (bar: Pick<Bar, 'store' | 'settings'>, browsers: Set<(line: string) => void>): Follow =>
  (write) => {
    browsers.add(write)
    let end: (() => void) | null = () => undefined
    void import('./state').then(({ followCompanion }) => {
      if (end !== null) end = followCompanion(bar)(write)
    })
    return () => {
      browsers.delete(write)
      end?.()
      end = null
    }
  }
