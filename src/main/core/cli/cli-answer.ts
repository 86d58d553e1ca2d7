import { notice } from '../../../shared/snapshot/notices'
import type { Snapshot } from '../../../shared/snapshot/state'
import { callById } from '../../../shared/calls/calls'
import { say, type Sentence } from '../../../shared/i18n/say'
import { parseLink } from '../../../shared/calls/links'
import type { Outcome } from '../../../shared/outcome'
import type { Bar } from '../kernel/bar'
import { doctorAnswer } from './doctor-answer'
import type { Invocation } from './cli-args'
import { followStatus, followText, type Follow } from '../door/follow'
import { statusOf } from '../door/status'
import { trayState } from '../tray/tray-menu'

/** The answer to a command line: its exit status, and the text for stdout and stderr. */
export type CliAnswer = { readonly code: number; readonly out: string; readonly err: string }

/** Answers one command line that was handed to this running bar. */
export async function answerCli(bar: Bar, invocation: Invocation): Promise<CliAnswer> {
  const { locale } = bar.store.get().profile
  switch (invocation.kind) {
    case 'status': {
      const out = invocation.json
        ? JSON.stringify(statusOf(bar.store.get(), bar.now()), null, 2)
        : trayState(bar.store.get())
      return { code: 0, out, err: '' }
    }
    case 'watch':
      // `createCliFollow` answers it while there is room for another program that watches.
      return { code: 1, out: '', err: say({ key: 'cli_watch_full' }, locale) }
    case 'run': {
      const { command, argument, call } = invocation
      return answerOf(await bar.bus.dispatch({ id: command, argument, call, source: 'cli' }), locale)
    }
    case 'doctor':
      return doctorAnswer(await bar.doctor(), locale)
    case 'bar':
      return openLinks(bar, invocation.links)
    default:
      return { code: 2, out: '', err: '' }
  }
}

/** What `--watch` prints; null for a command line that is answered once. */
export function createCliFollow(bar: Bar): (invocation: Invocation) => Follow | null {
  const [forPrograms, forPeople] = [followStatus(bar), followText(bar)]
  return (invocation) => {
    if (invocation.kind !== 'watch') return null
    return invocation.json ? forPrograms : forPeople
  }
}

/** 0 done, 1 refused or failed, 2 unknown command or bad argument. */
function answerOf(outcome: Outcome, locale: Snapshot['profile']['locale']): CliAnswer {
  const text = outcome.sentence === undefined ? '' : say(outcome.sentence, locale)
  if (outcome.ok) return { code: 0, out: text, err: '' }
  const code = outcome.why === 'badArgument' || outcome.why === 'unknownCommand' ? 2 : 1
  return { code, out: '', err: text }
}

/** A second start without a link shows the bar. What a link may do is limited by `openLink`. */
async function openLinks(bar: Bar, links: readonly string[]): Promise<CliAnswer> {
  const { locale } = bar.store.get().profile
  const [link] = links
  if (link === undefined) return answerOf(await bar.bus.dispatch({ id: 'bar.focus', source: 'link' }), locale)
  return answerOf(await openLink(bar, link), locale)
}

/**
 * Does what a link may do: dial (after confirmation), adopt a call, show the bar. Any other link is refused with a
 * sentence.
 */
export function openLink(bar: Bar, text: string): Promise<Outcome> {
  const link = parseLink(text)
  const { dispatch } = bar.bus
  switch (link?.kind) {
    case 'dial':
      return dispatch({ id: 'call.dial', argument: link.text, source: 'link' })
    case 'adopt': {
      const { id, number, direction } = link
      // The page was reloaded: its link names a call that the bar already has.
      if (callById(bar.store.get(), id) !== null) return dispatch({ id: 'bar.show', source: 'link' })
      const argument = { id, direction, ...(number === undefined ? {} : { number }) }
      return dispatch({ id: 'call.adopt', argument, source: 'link' })
    }
    case 'show':
      return dispatch({ id: 'bar.show', source: 'link' })
    case 'focus':
      return dispatch({ id: 'bar.focus', source: 'link' })
    case undefined: {
      // The agent clicked the link in a page, so the answer has to appear in the bar: the program that passed it on
      // shows nothing.
      const sentence: Sentence = { key: 'link_refused' }
      const at = bar.now()
      bar.store.apply({ type: 'noticed', notice: notice('link', 'warning', sentence, at) })
      return Promise.resolve({ ok: false, why: 'badArgument', sentence })
    }
  }
}
