import { companionWords, type CompanionState } from '../../shared/companion/messages'
import { tableOf } from '../../shared/table'
import type { Words } from '../messages'

/*
 * What the browser keeps for the extension between two starts: what the bar said last, and which calls were taken over.
 */

export type Known = Pick<CompanionState, 'origins' | 'popups' | 'words'>

/** Pages that a browser opens again after its start name calls of yesterday. Calls. */
const REMEMBERED = 500

/** The words in the browser's own language, until the bar has sent the agent's. */
const browsersWords = (): Words => tableOf(companionWords, (word) => chrome.i18n.getMessage(word))

export async function readKnown(): Promise<Known> {
  const { known } = await chrome.storage.local.get('known')
  const kept = known as Partial<Known> | undefined
  return {
    origins: kept?.origins ?? [],
    popups: kept?.popups ?? [],
    words: { ...browsersWords(), ...kept?.words },
  }
}

export async function keepKnown({ origins, popups, words }: Known): Promise<void> {
  const known = { origins, popups, words }
  const before = await chrome.storage.local.get('known')
  if (JSON.stringify(before['known']) !== JSON.stringify(known)) await chrome.storage.local.set({ known })
}

const callsTaken = async (): Promise<readonly string[]> =>
  ((await chrome.storage.local.get('calls'))['calls'] as readonly string[] | undefined) ?? []

export const wasTaken = async (callId: string): Promise<boolean> => (await callsTaken()).includes(callId)

export async function rememberTaken(callId: string): Promise<void> {
  await chrome.storage.local.set({ calls: [callId, ...(await callsTaken())].slice(0, REMEMBERED) })
}
