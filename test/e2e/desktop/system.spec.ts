import dbus from 'dbus-next'
import { expect, logIn, openSettings, test } from '../bar'
import { isAlive } from '../harness/process-tree'

/*
 * What the system tells of itself: a locked screen, the end of the session; and what it cannot do, which is not offered.
 */

const LOCKS = /Propose a break when the screen is locked/
const RESERVE = /Keep the bar’s strip/

test('a setting that can do nothing on this system says so and cannot be ticked', async ({ startShift }) => {
  // Nobody locks the screen of this desktop; under Wayland no program takes a strip of the screen.
  const shift = await startShift({}, { env: { XDG_SESSION_TYPE: 'wayland' } })
  const settings = await openSettings(shift)
  for (const name of [LOCKS, RESERVE]) {
    await expect(settings.getByRole('checkbox', { name })).toBeDisabled()
    await expect(settings.getByRole('checkbox', { name })).toHaveAccessibleName(/Not possible on this system/)
  }
  await expect(settings.getByRole('checkbox', { name: /Log out when/ })).toBeEnabled()
})

test('a screen that is locked proposes a break, where the desktop tells of it', async ({
  startShift,
  desktop,
}) => {
  const bus = dbus.sessionBus({ busAddress: desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '' })
  try {
    const locker = 'org.gnome.ScreenSaver'
    await bus.requestName(locker, 0)
    const shift = await startShift({ breaks: { proposeOnLock: true } })
    const { window } = shift
    await logIn(window)
    bus.send(dbus.Message.newSignal('/org/gnome/ScreenSaver', locker, 'ActiveChanged', 'b', [true]))
    await expect(window.getByRole('alert').filter({ hasText: 'The screen was locked' })).toBeVisible()
    const settings = await openSettings(shift)
    await expect(settings.getByRole('checkbox', { name: LOCKS })).toBeEnabled()
    await expect(settings.getByRole('checkbox', { name: RESERVE })).toBeEnabled()
  } finally {
    bus.disconnect()
  }
})

for (const logsOut of [true, false])
  test(`the end of the session ${logsOut ? 'logs out where that is asked for' : 'leaves the agent logged in otherwise'}`, async ({
    startShift,
  }) => {
    const shift = await startShift({ session: { logOutOnShutdown: logsOut } })
    await logIn(shift.window)
    process.kill(shift.launched.pid, 'SIGTERM')
    await expect.poll(() => isAlive(shift.launched.pid)).toBe(false)
    expect(await shift.acted()).toEqual(logsOut ? ['login', 'logout'] : ['login'])
  })
