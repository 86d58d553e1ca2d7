import { expect, it } from 'vitest'
import type { MessageBus } from '../../../../../src/main/shell/system/message-bus'
import { followTrayPanel } from '../../../../../src/main/shell/tray/tray-panel'
import { createFakeClock } from '../../../../support/clock'

/** A desktop whose panel comes when it is started, and that knows the icon once it is announced. */
async function followed() {
  const clock = createFakeClock()
  let icons: readonly string[] = []
  let isThere = false
  let renewals = 0
  let tell: (isThere: boolean) => void = () => undefined
  const bus: MessageBus = {
    call: () => Promise.resolve([{ value: icons }]),
    onSignal: () => undefined,
    hasOwner: () => Promise.resolve(isThere),
    processOf: () => Promise.resolve(process.pid),
    onOwner: (_name, run) => (tell = run),
  }
  const wishes = { renew: () => renewals++, show: () => undefined }
  await followTrayPanel(() => Promise.resolve(bus), clock, false, wishes)
  return {
    pass: (milliseconds: number) => clock.advance(milliseconds),
    announce: () => (icons = [':1.7/StatusNotifierItem']),
    start: () => {
      isThere = true
      tell(true)
    },
    renewals: () => renewals,
  }
}

it('an icon that Chromium does not announce to a new panel is made again', async () => {
  const panel = await followed()
  await panel.pass(2_000)
  panel.start()
  await panel.pass(400)
  expect(panel.renewals()).toBe(0)
  await panel.pass(200)
  expect(panel.renewals()).toBe(1)
})

it('an icon that Chromium announces is not made again, though the panel starts right before the first look', async () => {
  const panel = await followed()
  await panel.pass(490)
  panel.start()
  await panel.pass(100)
  panel.announce()
  await panel.pass(2_000)
  expect(panel.renewals()).toBe(0)
})
