import type { WallTime } from '../../../shared/time'
import type { CallKey } from '../../../shared/ids'
import { seenFrom } from '../../../shared/calls/calls'
import { callDoubt, callWord, numberSaid } from '../../../shared/calls/call-view'
import type { Call, Snapshot } from '../../../shared/snapshot/state'
import {
  hasHeard,
  standingSentence,
  standingWords,
  timeOfDay,
  type Doubt,
  viewOf,
} from '../../../shared/snapshot/view'
import { commandOf, type CommandId } from '../../../shared/commands/table'
import { availabilities, type Availabilities } from '../../../shared/commands/rules'
import { say, timeText, type Sentence } from '../../../shared/i18n/say'
import type { Locale } from '../../../shared/i18n/locale'

/** One item of the tray's menu, as text; `shell/tray/tray.ts` turns it into a system menu. */
export type TrayItem =
  | { readonly kind: 'separator' }
  | { readonly kind: 'label'; readonly text: string }
  | {
      readonly kind: 'command'
      readonly command: CommandId
      readonly argument?: string
      /** The key of the call that the item is about, where there is one. */
      readonly call?: CallKey
      readonly text: string
      readonly enabled: boolean
      /** Why the item is disabled; null when it is enabled. */
      readonly reason: string | null
    }
  | {
      readonly kind: 'submenu'
      readonly text: string
      readonly enabled: boolean
      readonly items: readonly TrayItem[]
    }

export type TrayIcon = 'loggedOut' | 'available' | 'onBreak' | 'inCall' | 'onHold' | 'trouble'

/** The tray's menu, from the same snapshot and the same reasons as the bar. */
export function trayMenu(snapshot: Snapshot, may: Availabilities): readonly TrayItem[] {
  const { locale } = snapshot.profile
  const words = (sentence: Sentence): string => say(sentence, locale)
  const { call } = snapshot
  const isNamed = snapshot.calls.length > 1
  const item = (command: CommandId, argument?: string, text?: string, of?: CallKey): TrayItem => {
    const availability = may[command]
    return {
      kind: 'command',
      command,
      ...(argument === undefined ? {} : { argument }),
      ...(of === undefined ? {} : { call: of }),
      text: text ?? words({ key: commandOf(command).label }),
      enabled: availability === true,
      reason: availability === true ? null : words(availability),
    }
  }
  // A menu stays open while a call ends, is held, or comes into focus: an item means the call and the command that it shows.
  const ofCall = (command: CommandId, argument?: string, text?: string): TrayItem =>
    item(command, argument, text, call?.key)
  const separator: TrayItem = { kind: 'separator' }
  const breaks = snapshot.breaks.map(({ id, name, limitMinutes }) =>
    item('break.start', id, limitMinutes === null ? name : `${name} (${limitMinutes} min)`),
  )
  const transfers = snapshot.recentTransfers.map((to) => ofCall('call.transfer', to, to))
  const { standing } = viewOf(snapshot)
  const isHeld = call?.heldSince != null
  const again = call === null && snapshot.hungUp !== null
  return [
    { kind: 'label', text: trayState(snapshot) },
    separator,
    standing === 'onBreak'
      ? item('break.end')
      : {
          kind: 'submenu',
          text: words({ key: 'command_break' }),
          enabled: may['break.start'] === true && breaks.length > 0,
          items: breaks,
        },
    item('call.dial', undefined, words({ key: 'tray_dial_clipboard' })),
    ...(call !== null && isNamed
      ? [separator, { kind: 'label', text: callName(call, locale) } as const]
      : []),
    ofCall(isHeld ? 'call.retrieve' : 'call.hold'),
    // The bar may be wrong about whether the call is on hold, so the menu offers both.
    ...(call === null ? [] : [ofCall(isHeld ? 'call.hold' : 'call.retrieve')]),
    transfers.length === 0
      ? ofCall('call.transfer')
      : {
          kind: 'submenu',
          text: words({ key: 'command_transfer' }),
          enabled: may['call.transfer'] === true,
          items: [
            ...transfers,
            separator,
            ofCall('call.transfer', undefined, words({ key: 'tray_transfer_other' })),
          ],
        },
    ofCall('call.consult'),
    ...(snapshot.profile.opensRecords ? [ofCall('crm.open')] : []),
    ofCall('call.hangUp', undefined, again ? words({ key: 'hang_up_again' }) : undefined),
    ...(isNamed
      ? [ofCall('call.swap'), ofCall('call.handOver'), ofCall('call.backToCaller'), separator]
      : []),
    ...snapshot.calls
      .filter(({ key }) => key !== snapshot.focusedCall)
      .map((other) => otherItems(snapshot, other)),
    separator,
    item(standing === 'loggedOut' || standing === null ? 'agent.login' : 'agent.logout'),
    item('team.open'),
    item('reports.open'),
    item('bar.toggle'),
    item('settings.open'),
    separator,
    item('app.quit'),
  ]
}

/** A call that is not in focus, and what can be done with it. */
function otherItems(snapshot: Snapshot, call: Call): TrayItem {
  const { key, heldSince } = call
  const { locale } = snapshot.profile
  const may = availabilities(seenFrom(snapshot, key))
  const item = (command: CommandId, more: { argument?: string; call?: CallKey }): TrayItem => ({
    kind: 'command',
    command,
    ...more,
    text: say({ key: commandOf(command).label }, locale),
    enabled: may[command] === true,
    reason: may[command] === true ? null : say(may[command], locale),
  })
  return {
    kind: 'submenu',
    text: callName(call, locale),
    enabled: true,
    items: [
      item('call.focus', { argument: key }),
      item(heldSince === null ? 'call.hold' : 'call.retrieve', { call: key }),
      item('call.hangUp', { call: key }),
    ],
  }
}

/** The caller, and the state of the call. */
function callName(call: Call, locale: Locale): string {
  const number = numberSaid(call.number)
  const who = typeof number === 'string' ? number : say(number, locale)
  return `${who} · ${say({ key: callWord(call) }, locale)}`
}

/** The state in one line, with the time of its beginning, for the tooltip and the top of the menu. */
export function trayState(snapshot: Snapshot): string {
  const { locale, agent } = snapshot.profile
  const view = viewOf(snapshot)
  const word: Sentence =
    view.standing === null ? { key: 'standing_unknown' } : standingSentence(view.standing, view.status)
  const state = view.doubt === null ? say(word, locale) : bothSides(view.doubt, locale)
  const call = snapshot.call === null ? '' : ` · ${say({ key: callWord(snapshot.call) }, locale)}`
  const pause = view.break === null || view.doubt !== null ? '' : ` · ${view.break.name}`
  const since =
    view.since === null || view.standing === 'loggedOut'
      ? ''
      : ` · ${clockTime(timeOfDay(snapshot, view.since), locale)}`
  return `${agent === '' ? 'Vocom Bar' : agent}: ${state}${pause}${since}${call}${reservation(snapshot)}`
}

/** A word of doubt before that line: what is remembered from the last run is not confirmed. */
function reservation(snapshot: Snapshot): string {
  const { sync, profile } = snapshot
  if (sync.phase === 'failing') return ` · ${say({ key: 'fresh_offline' }, profile.locale)}`
  const remembered = viewOf(snapshot).standing !== null && !hasHeard(snapshot)
  return remembered ? ` · ${say({ key: 'fresh_never' }, profile.locale)}` : ''
}

/** What was asked and what the PABX reports, when they differ. */
function bothSides({ you, word }: Doubt, locale: Locale): string {
  const asked: Sentence = { key: 'doubt_you', values: { state: { key: standingWords[you] } } }
  const reported: Sentence = { key: 'doubt_pabx', values: { state: word } }
  return `${say(asked, locale)}. ${say(reported, locale)}`
}

/** `desde 14:05`: a time of day does not have to be redrawn every second. */
const clockTime = (since: WallTime, locale: Locale): string =>
  say({ key: 'tray_since', values: { time: timeText(since, locale) } }, locale)

/** The shape of the icon. It shows a call only when the call is known. */
export function trayIcon(snapshot: Snapshot): TrayIcon {
  const { call, sync, key } = snapshot
  const { standing, doubt } = viewOf(snapshot)
  const isCallKnown = call !== null && call.phase !== 'dialling' && callDoubt(call) === null
  if (isCallKnown) return call.heldSince === null ? 'inCall' : 'onHold'
  const isCallDoubtful = call !== null && callDoubt(call) !== null
  if (isCallDoubtful || doubt !== null || sync.phase === 'failing' || key === 'rejected') return 'trouble'
  if (standing === 'onBreak') return 'onBreak'
  return standing === 'loggedOut' || standing === null ? 'loggedOut' : 'available'
}
