import { callWord } from '../../../shared/calls/call-view'
import { companionWords, type BadgeCall, type CompanionState } from '../../../shared/companion/messages'
import { rules } from '../../../shared/commands/rules'
import { phone } from '../../../shared/phone/format'
import { say } from '../../../shared/i18n/say'
import { timeOfDay } from '../../../shared/snapshot/view'
import type { Snapshot } from '../../../shared/snapshot/state'
import { tableOf } from '../../../shared/table'
import type { Follow } from '../door/follow'
import type { Bar } from '../kernel/bar'

/** Tells the browser extension what its badge shows, now and at each change of it. */
export const followCompanion =
  ({ store, settings }: Pick<Bar, 'store' | 'settings'>): Follow =>
  (write) => {
    let last = ''
    const look = (): void => {
      const text = JSON.stringify(stateOf(store.get(), settings.get().values))
      if (text === last) return
      last = text
      write(text)
    }
    look()
    const ends = [store.subscribe(look), settings.subscribe(look)]
    return () => ends.forEach((end) => end())
  }

function stateOf(snapshot: Snapshot, settings: ReturnType<Bar['settings']['get']>['values']): CompanionState {
  const { locale } = snapshot.profile
  return {
    origins: settings['companion.origins'],
    popups: settings['companion.popups'],
    words: tableOf(companionWords, (key) => say({ key }, locale)),
    call: settings['companion.badge'] && settings['companion.origins'].length > 0 ? badgeOf(snapshot) : null,
  }
}

/** The call that the agent speaks to. */
function badgeOf(snapshot: Snapshot): BadgeCall | null {
  const { call, profile } = snapshot
  if (call === null) return null
  const isHeld = call.heldSince !== null
  return {
    key: call.key,
    number: phone(call.number),
    says: say({ key: callWord(call) }, profile.locale),
    startedAt: timeOfDay(snapshot, call.startedAt),
    isHeld,
    mayHangUp: rules['call.hangUp'](snapshot) === true,
    mayHold: rules[isHeld ? 'call.retrieve' : 'call.hold'](snapshot) === true,
    mayTransfer: rules['call.transfer'](snapshot) === true,
  }
}
