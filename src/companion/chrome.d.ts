/** As much of the browsers' extension API as the extension uses. */
declare namespace chrome {
  type Event<Listener> = { readonly addListener: (listener: Listener) => void }

  type Sender = { readonly id?: string; readonly origin?: string; readonly url?: string }

  type Port = {
    readonly name: string
    readonly sender?: Sender
    readonly onMessage: Event<(message: unknown) => void>
    readonly onDisconnect: Event<() => void>
    readonly postMessage: (message: unknown) => void
    readonly disconnect: () => void
  }

  type Script = {
    readonly id: string
    readonly matches: readonly string[]
    readonly js: readonly string[]
    readonly allFrames: boolean
    readonly matchOriginAsFallback: boolean
    readonly runAt: 'document_start'
  }

  type Tab = { readonly id?: number; readonly url?: string }
  type Origins = { readonly origins: readonly string[] }

  const runtime: {
    readonly id: string
    readonly lastError?: { readonly message?: string }
    readonly connect: (how: { readonly name: string }) => Port
    readonly connectNative: (host: string) => Port
    readonly sendMessage: (message: unknown) => Promise<unknown>
    readonly onConnect: Event<(port: Port) => void>
    readonly onMessage: Event<
      (message: unknown, sender: Sender, respond: (answer: unknown) => void) => boolean
    >
    readonly onInstalled: Event<() => void>
    readonly onStartup: Event<() => void>
  }
  const storage: {
    readonly local: {
      readonly get: (name: string) => Promise<Record<string, unknown>>
      readonly set: (values: Record<string, unknown>) => Promise<void>
    }
  }
  const permissions: {
    readonly contains: (what: Origins) => Promise<boolean>
    readonly request: (what: Origins) => Promise<boolean>
    readonly onAdded: Event<() => void>
    readonly onRemoved: Event<() => void>
  }
  const scripting: {
    readonly getRegisteredContentScripts: () => Promise<readonly Script[]>
    readonly registerContentScripts: (scripts: readonly Script[]) => Promise<void>
    readonly updateContentScripts: (scripts: readonly Script[]) => Promise<void>
    readonly unregisterContentScripts: () => Promise<void>
    readonly executeScript: (what: {
      readonly target: { readonly tabId: number; readonly allFrames: boolean }
      readonly files: readonly string[]
      readonly injectImmediately: boolean
    }) => Promise<unknown>
  }
  const tabs: {
    readonly query: (which: {
      readonly url?: readonly string[]
      readonly active?: boolean
      readonly lastFocusedWindow?: boolean
    }) => Promise<readonly Tab[]>
    readonly create: (what: { readonly url: string; readonly active: boolean }) => Promise<Tab>
    readonly update: (tab: number, what: { readonly url: string; readonly active: boolean }) => Promise<Tab>
    readonly sendMessage: (tab: number, message: unknown) => Promise<unknown>
  }
  const action: {
    readonly setBadgeText: (text: { readonly text: string }) => Promise<void>
  }
  const commands: { readonly onCommand: Event<(command: string) => void> }
  const i18n: { readonly getMessage: (name: string) => string }
}
