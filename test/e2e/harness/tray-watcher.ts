import dbus from 'dbus-next'

export const WATCHER_NAME = 'org.kde.StatusNotifierWatcher'
export const WATCHER_PATH = '/StatusNotifierWatcher'

/** The part of a desktop's panel that tray icons announce themselves to. */
export class StatusNotifierWatcher extends dbus.interface.Interface {
  readonly IsStatusNotifierHostRegistered = true
  readonly ProtocolVersion = 0
  RegisteredStatusNotifierItems: string[] = []
  #waiting: ((item: string) => void)[] = []

  constructor() {
    super(WATCHER_NAME)
  }

  /** The bus name of the newest icon, once there is one. */
  get item(): Promise<string> {
    const newest = this.RegisteredStatusNotifierItems.at(-1)
    return newest === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(newest)
  }

  RegisterStatusNotifierItem(service: string): void {
    this.RegisteredStatusNotifierItems.push(service)
    for (const tell of this.#waiting.splice(0)) tell(service)
  }

  RegisterStatusNotifierHost(_service: string): void {
    // This watcher is its own host.
  }
}

StatusNotifierWatcher.configureMembers({
  properties: {
    IsStatusNotifierHostRegistered: { signature: 'b', access: dbus.interface.ACCESS_READ },
    ProtocolVersion: { signature: 'i', access: dbus.interface.ACCESS_READ },
    RegisteredStatusNotifierItems: { signature: 'as', access: dbus.interface.ACCESS_READ },
  },
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's', outSignature: '' },
    RegisterStatusNotifierHost: { inSignature: 's', outSignature: '' },
  },
})
