import type { SteadyTime, WallTime } from '../../../shared/time'
import type { UpdateRefusal, UpdateTrouble } from '../../../shared/updates/updates'
import type { CommandId } from '../../../shared/commands/table'
import type { Area } from '../../../shared/reports/session'
import type { Panel } from '../../../shared/windows/panels'
import type { Outcome } from '../../../shared/outcome'
import type { Result } from '../../../shared/result'
import type { AnswerOf, EndpointName, RequestOf } from '../../../shared/vocom/endpoints'
import type { PabxError } from '../../../shared/vocom/errors'

/*
 * Where the core meets the world. Each port has one thin implementation in `shell/` and a plain one in tests.
 */

export type Clock = {
  /** Steady time in milliseconds since 1970; does not jump when the wall clock is set. */
  readonly now: () => SteadyTime
  /** Runs once after that many milliseconds; returns a function that cancels it. */
  readonly after: (milliseconds: number, run: () => void) => () => void
}

/** The clock that the whole bar uses. */
export type SteadyClock = Clock & {
  /**
   * Compares it with the wall clock: how many milliseconds it is ahead, and whether either jumped since the last
   * comparison.
   */
  readonly compare: () => { readonly ahead: number; readonly jumped: boolean }
}

export type Logger = {
  readonly info: (message: string, details?: unknown) => void
  readonly warn: (message: string, details?: unknown) => void
  readonly error: (message: string, details?: unknown) => void
}

/** The OS keychain. Every call may fail, and may take as long as its prompt stays open. */
export type Secrets = {
  readonly read: (account: string) => Promise<string | null>
  readonly write: (account: string, secret: string) => Promise<void>
  /** Absent when the system does not report on its keychain. */
  readonly watch?: KeychainWatch
}

/** Watches the keychain from outside; this never opens a password prompt. */
export type KeychainWatch = {
  /** Never rejects. */
  readonly look: (account: string) => Promise<KeychainLook>
  /** Runs when the keychain has become available, or something in it has changed. */
  readonly onChange: (run: () => void) => void
}
/** `closed`: the keychain is not available, or is locked; `empty`: it is open and has no key of that account. */
export type KeychainLook = 'closed' | 'open' | 'empty'

/**
 * A small text on disk, written as a whole: temporary file, sync, rename. `read` answers null only when there is no
 * file, and rejects when there is one that cannot be read. That file is not silently overwritten by the next write.
 */
export type TextFile = {
  readonly read: () => Promise<string | null>
  readonly write: (text: string) => Promise<void>
}

/** The current log, and the previous one. */
export type LogFiles = {
  /** Replaces the text of each log by `change` of it; throws when the disk refuses. */
  readonly rewrite: (change: (text: string) => string) => void
}

/** The texts of a question, in the agent's language. */
export type QuitQuestion = { readonly question: string; readonly yes: string; readonly no: string }

/** What commands use of the desktop. */
export type Desktop = {
  /** Shows the bar where it was hidden, without taking the focus. */
  readonly showBar: () => void
  readonly focusBar: () => void
  /** Returns the focus to the program that had it. */
  readonly releaseFocus: () => void
  readonly toggleBar: () => void
  /** Opens an address in the default browser; whether the system took it. */
  readonly openPage: (url: string) => Promise<boolean>
  /** Makes that panel's room as high as its contents, if it is the open one. Before scaling. */
  readonly fitPanel: (panel: Panel, height: number) => void
  readonly openWindow: (name: 'settings' | 'reports') => void
  readonly readClipboard: () => Promise<string>
  /** Writes the diagnostics to that file, or asks for a file. */
  readonly exportDiagnostics: (path: string | undefined) => Promise<Outcome>
  /** A system notification that does not take the focus. */
  readonly notify: (text: string) => void
  readonly chime: () => void
  /** Asks whether the agent wants to quit although a call is up. */
  readonly confirmQuit: (words: QuitQuestion) => Promise<boolean>
  readonly quit: () => void
}

/** The file in which programs of the same user find the HTTP door; `write` answers whether the disk took it. */
export type DoorFile = {
  readonly secret: string
  /** To be tried in order. */
  readonly ports: readonly number[]
  readonly write: (port: number) => boolean
  readonly remove: () => void
}

/** Empties the clipboard if its text satisfies `isIt`. */
export type ForgetCopied = (isIt: (text: string) => boolean) => Promise<void>

/** Asks whether to import a settings file, listing everything that it would change. Main asks, not a page. */
export type ConfirmImport = (words: QuitQuestion & { readonly detail: string }) => Promise<boolean>

/** The global hotkeys, as the settings window uses them. */
export type HotkeySwitch = {
  /** While on, no hotkey fires, because keys are being typed into a form of the bar. */
  readonly suspend: (on: boolean) => void
  /** While on, a hotkey that arrives is noted instead of run. */
  readonly examine: (on: boolean) => void
  readonly state: () => { readonly refused: readonly CommandId[]; readonly arrived: readonly CommandId[] }
}

/** Small texts to and from files that the agent chooses. */
export type TextExchange = {
  /** Says where the file was written, or why it was not; says nothing when the agent cancelled. */
  readonly save: (name: string, text: string) => Promise<Outcome>
  /** The file's text; "" when it cannot be read, null when the agent chose none. */
  readonly open: () => Promise<string | null>
}

/** Pictures and printed pages of the reports window. */
export type PageOutput = {
  /** Saves that area of the window as a PNG file that the agent chooses. */
  readonly picture: (name: string, area: Area) => Promise<Outcome>
  readonly print: () => void
}

/** Where newer versions come from. Nothing of it is loaded before the first check. */
export type Updater = {
  /** Whether this package has a public key to check releases with. */
  readonly hasKey: () => Promise<boolean>
  /** The newest release, with its signature checked; null when it is not newer than this one. */
  readonly check: (
    feedUrl: string,
    signal: AbortSignal,
  ) => Promise<Result<{ readonly version: string } | null, UpdateTrouble>>
  /** Downloads the release of the last check and compares it with its signed digest; a file that differs is deleted. */
  readonly download: (signal: AbortSignal) => Promise<Result<null, UpdateRefusal | 'unreachable'>>
  /** Whether the release can be installed without asking for a password. */
  readonly isQuiet: () => boolean
  /**
   * Quits the bar and starts it again: at once, or once the system has taken the release over and `isIdle` answers
   * true.
   */
  readonly restart: (isIdle: () => boolean) => void
}

/** Hang-ups go before everything else; reports wait for everything else. */
export type Lane = 'command' | 'hangUp' | 'poll' | 'report'

/** The PABX, as the core sees it: one request per call, failures as values. Deadlines are totals in milliseconds. */
export type Pabx = {
  readonly call: <Name extends EndpointName>(
    endpoint: Name,
    request: RequestOf<Name>,
    options?: {
      readonly lane?: Lane
      readonly deadlineMs?: number
      readonly signal?: AbortSignal
      /** Receives the text of an answer before it is parsed, which can take a while. */
      readonly peek?: (text: string) => void
      /** Receives the time that an answer gives as its own, in milliseconds since 1970. */
      readonly onServerTime?: (at: WallTime) => void
    },
  ) => Promise<Result<AnswerOf<Name>, PabxError>>
}
