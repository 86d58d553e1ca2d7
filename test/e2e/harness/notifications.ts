import dbus from 'dbus-next'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'

const NAME = 'org.freedesktop.Notifications'

export type Shown = { readonly title: string; readonly body: string }

/** The part of a desktop that shows notifications; one that reads their bodies as markup, as most do. */
class NotificationServer extends dbus.interface.Interface {
  readonly shown: Shown[] = []

  constructor() {
    super(NAME)
  }

  GetCapabilities(): string[] {
    return ['body', 'body-markup', 'body-hyperlinks', 'body-images']
  }

  GetServerInformation(): string[] {
    return ['test', 'Vocom Bar', '1', '1.2']
  }

  Notify(_app: string, _replaces: number, _icon: string, title: string, body: string): number {
    this.shown.push({ title, body })
    return this.shown.length
  }

  CloseNotification(_id: number): void {
    // Nothing is shown that could be taken away.
  }
}

NotificationServer.configureMembers({
  methods: {
    GetCapabilities: { inSignature: '', outSignature: 'as' },
    GetServerInformation: { inSignature: '', outSignature: 'ssss' },
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u', outSignature: '' },
  },
})

/** Takes the place of the desktop's notifications: before the bar is launched. */
export async function hostNotifications({
  env,
}: Desktop): Promise<{ readonly shown: readonly Shown[]; readonly close: () => void }> {
  const bus = dbus.sessionBus({ busAddress: env['DBUS_SESSION_BUS_ADDRESS'] ?? '' })
  const server = new NotificationServer()
  bus.export('/org/freedesktop/Notifications', server)
  await bus.requestName(NAME, 0)
  return { shown: server.shown, close: () => bus.disconnect() }
}
