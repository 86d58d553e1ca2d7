import type { UpdateRefusal, UpdateTrouble } from '../../../shared/updates/updates'
import type { CommandId } from '../../../shared/commands/table'
import type { Area } from '../../../shared/reports/session'
import type { Outcome } from '../../../shared/outcome'
import type { Result } from '../../../shared/result'
import type { AnswerOf, EndpointName, RequestOf } from '../../../shared/vocom/endpoints'
import type { PabxError } from '../../../shared/vocom/errors'

/*
 * Where the core meets the world. Each port has one thin implementation in `shell/` and a plain one in tests.
 */

export type Clock = {
  /** Steady time in milliseconds since 1970: does not jump when the wall clock is set. */
  readonly now: () => number
  /** Runs once after that many milliseconds; returns the way to call it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void
}

/** The clock that the bar runs by. */
export type SteadyClock = Clock & {
  /** Compares it with the wall clock: how far it is ahead, and whether one of them jumped since the last time. */
  readonly compare: () => { readonly ahead: number; readonly jumped: boolean }
}

export type Logger = {
  readonly info: (message: string, details?: unknown) => void
  readonly warn: (message: string, details?: unknown) => void
  readonly error: (message: string, details?: unknown) => void
}

/** The OS keychain. Every call may fail, and may take as long as somebody leaves its prompt open. */
export type Secrets = {
  readonly read: (account: string) => Promise<string | null>
  readonly write: (account: string, secret: string) => Promise<void>
  /** Absent where the system tells nothing of its keychain. */
  readonly watch?: KeychainWatch
}

/** What can be seen of the keychain from outside: nobody is asked for a password by that. */
export type KeychainWatch = {
  /** Never rejects. */
  readonly look: (account: string) => Promise<KeychainLook>
  /** Runs when the keychain has come up, or something in it has changed. */
  readonly onChange: (run: () => void) => void
}
/** `closed`: away, or locked around the key; `empty`: it is there, and has no key of that account. */
export type KeychainLook = 'closed' | 'open' | 'empty'

/**
 * A small text kept on disk: written whole, synced, and put in place by a rename. `read` answers null only where there is
 * none, and rejects where one is there that cannot be read; what is written then does not take its place unseen.
 */
export type TextFile = {
  readonly read: () => Promise<string | null>
  readonly write: (text: string) => Promise<void>
}

/** The log, and what it was before it grew too long. */
export type LogFiles = {
  /** Puts in the place of each text what is made of it; throws where the disk does not take it. */
  readonly rewrite: (change: (text: string) => string) => void
}

/** In the agent's language. */
export type QuitQuestion = { readonly question: string; readonly yes: string; readonly no: string }

/** What commands ask of the desktop. */
export type Desktop = {
  /** Shows it where it was put away, without taking the focus. */
  readonly showBar: () => void
  readonly focusBar: () => void
  /** Gives the focus back to the program that had it. */
  readonly releaseFocus: () => void
  readonly toggleBar: () => void
  readonly openWindow: (name: 'settings' | 'reports') => void
  readonly readClipboard: () => Promise<string>
  /** Writes the diagnostics to that file, or asks where to. */
  readonly exportDiagnostics: (path: string | undefined) => Promise<Outcome>
  /** A notification of the system that does not take the focus. */
  readonly notify: (text: string) => void
  readonly chime: () => void
  /** Whether the agent really wants to go, with a call up. */
  readonly confirmQuit: (words: QuitQuestion) => Promise<boolean>
  readonly quit: () => void
}

/** Empties the clipboard if its text is that one. */
export type ForgetCopied = (isIt: (text: string) => boolean) => Promise<void>

/** Whether a file of settings is to be taken over: asked by main itself, with all that it would change. */
export type ConfirmImport = (words: QuitQuestion & { readonly detail: string }) => Promise<boolean>

/** The global hotkeys, as the settings window sees them. */
export type HotkeySwitch = {
  /** Nothing fires while keys are being typed into a form of ours. */
  readonly suspend: (on: boolean) => void
  /** While on, a hotkey that arrives is noted instead of run. */
  readonly examine: (on: boolean) => void
  readonly state: () => { readonly refused: readonly CommandId[]; readonly arrived: readonly CommandId[] }
}

/** Small texts to and from files that the agent chooses. */
export type TextExchange = {
  /** Says where it was written, or why it was not; nothing where the agent thought better of it. */
  readonly save: (name: string, text: string) => Promise<Outcome>
  /** The file's text; "" where it cannot be read, null where none was chosen. */
  readonly open: () => Promise<string | null>
}

/** What the reports window leaves on paper and disk beside its rows. */
export type PageOutput = {
  /** Saves that part of the window as a PNG, where the agent says. */
  readonly picture: (name: string, area: Area) => Promise<Outcome>
  readonly print: () => void
}

/** Where newer versions come from. Nothing of it is loaded before the first check. */
export type Updater = {
  /** Whether this package carries a key to check releases with. */
  readonly hasKey: () => Promise<boolean>
  /** The newest release, its signature checked; null where it is not newer than this one. */
  readonly check: (
    feedUrl: string,
    signal: AbortSignal,
  ) => Promise<Result<{ readonly version: string } | null, UpdateTrouble>>
  /** Fetches what the last check found, and compares it with what was signed; what differs is deleted. */
  readonly download: (signal: AbortSignal) => Promise<Result<null, UpdateRefusal | 'unreachable'>>
  /** Whether it can be put in place without asking anybody for a password. */
  readonly isQuiet: () => boolean
  /** Quits the bar, to be started again: at once, or when the system has taken the release over and nothing is under way. */
  readonly restart: (isIdle: () => boolean) => void
}

/** Hang-ups overtake everything; reports wait for everything. */
export type Lane = 'command' | 'hangUp' | 'poll' | 'report'

/** The PABX, as the core sees it: one call at a time, failures as values. Deadlines are totals, in milliseconds. */
export type Pabx = {
  readonly call: <Name extends EndpointName>(
    endpoint: Name,
    request: RequestOf<Name>,
    options?: {
      readonly lane?: Lane
      readonly deadlineMs?: number
      readonly signal?: AbortSignal
      /** Told of the text of an answer before it is read, which can take a while. */
      readonly peek?: (text: string) => void
    },
  ) => Promise<Result<AnswerOf<Name>, PabxError>>
}
