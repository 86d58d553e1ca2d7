import { chromium, type BrowserContext, type CDPSession, type Page, type Worker } from '@playwright/test'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { companionFolder } from '../../../scripts/lib/companion.mjs'
import { found } from './found'

export type Site = {
  readonly origin: string
  /** Serves that page at that path, with these headers. */
  readonly put: (path: string, content: string | Buffer, headers?: Record<string, string>) => void
  readonly close: () => Promise<void>
}

/** A web server of the company's: pages that a test puts there. */
export async function startSite(): Promise<Site> {
  const pages = new Map<
    string,
    { readonly content: string | Buffer; readonly headers: Record<string, string> }
  >()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const page = pages.get(pathname)
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      ...page?.headers,
    })
    response.end(page?.content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (path, content, headers = {}) => void pages.set(path, { content, headers }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export type Browser = {
  readonly context: BrowserContext
  readonly open: (url: string) => Promise<Page>
  /** The worker of that extension. */
  readonly worker: (name?: string) => Promise<Worker>
  readonly close: () => Promise<void>
}

/** Where Chromium keeps its profiles: the bar writes the relay's manifest there. */
export const chromiumProfile = (desktop: Desktop): string =>
  join(desktop.env['XDG_CONFIG_HOME'] ?? join(desktop.env['HOME'] ?? '', '.config'), 'chromium')

/** The extension as a company's own package has it: its pages need no granting. */
function grantedExtension(folder: string, origins: readonly string[]): string {
  const extension = join(folder, 'extension')
  cpSync(companionFolder, extension, { recursive: true })
  const manifest = join(extension, 'manifest.json')
  const declared = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>
  const granted = { ...declared, host_permissions: origins.map((origin) => `${origin}/*`) }
  writeFileSync(manifest, JSON.stringify(granted))
  return extension
}

/** Another extension, with every right but that to speak to the relay. */
function foreignExtension(folder: string): string {
  const extension = join(folder, 'foreign')
  mkdirSync(extension)
  const manifest = { manifest_version: 3, name: 'Foreign', version: '1', permissions: ['nativeMessaging'] }
  const background = { service_worker: 'foreign.js' }
  writeFileSync(join(extension, 'manifest.json'), JSON.stringify({ ...manifest, background }))
  writeFileSync(join(extension, 'foreign.js'), '')
  return extension
}

/** Debian's Chromium with the extension, granted these origins, and with a foreign one. */
export async function startBrowser(desktop: Desktop, origins: readonly string[]): Promise<Browser> {
  const folder = mkdtempSync(join(desktop.folder, 'browser-'))
  const extensions = [grantedExtension(folder, origins), foreignExtension(folder)].join(',')
  const context = await chromium.launchPersistentContext(chromiumProfile(desktop), {
    executablePath: '/usr/bin/chromium',
    headless: false,
    chromiumSandbox: process.getuid?.() !== 0,
    env: desktop.env,
    viewport: null,
    ignoreDefaultArgs: ['--disable-extensions', '--disable-component-extensions-with-background-pages'],
    args: [`--load-extension=${extensions}`, `--disable-extensions-except=${extensions}`, '--disable-gpu'],
  })
  return {
    context,
    open: async (url) => {
      const page = await context.newPage()
      await page.goto(url)
      return page
    },
    worker: async (name = 'worker.js') => {
      const isIt = (worker: Worker): boolean => worker.url().endsWith(name)
      const found = context.serviceWorkers().find(isIt)
      return found ?? context.waitForEvent('serviceworker', { predicate: isIt })
    },
    close: () => context.close(),
  }
}

type Node = {
  readonly nodeName: string
  readonly nodeValue: string
  readonly backendNodeId: number
  /** Names and values by turns. */
  readonly attributes?: readonly string[]
  readonly children?: readonly Node[]
  readonly shadowRoots?: readonly Node[]
}

/** The badge lies in a closed tree, which only a debugger sees; it is pressed as an agent would, at its place. */
export function badgeOf(page: Page) {
  const all = async (): Promise<{ readonly session: CDPSession; readonly nodes: readonly Node[] }> => {
    const session = await page.context().newCDPSession(page)
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
    const under = (node: Node): readonly Node[] => [
      node,
      ...[...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap(under),
    ]
    const shadows = under(root).flatMap(({ shadowRoots = [] }) => shadowRoots)
    return { session, nodes: shadows.flatMap(under) }
  }
  const isHidden = ({ attributes = [] }: Node): boolean => attributes.includes('hidden')
  const textOf = (node: Node): string =>
    isHidden(node) ? '' : node.nodeValue + (node.children ?? []).map(textOf).join(' ')
  const isOff = ({ attributes = [] }: Node): boolean => attributes.includes('disabled')
  const aim = async (name: string): Promise<void> => {
    const isIt = (node: Node): boolean => node.nodeName === 'BUTTON' && textOf(node) === name && !isOff(node)
    const look = async () => (await all()).nodes.find(isIt) ?? null
    const { backendNodeId } = await found(look, { message: `“${name}” can be pressed` })
    const { session } = await all()
    const { model } = await session.send('DOM.getBoxModel', { backendNodeId })
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.content
    await page.mouse.move((left + right) / 2, (top + bottom) / 2)
  }
  return {
    /** All that can be read in it, and what is typed into its field. */
    text: async (): Promise<string> => {
      const { nodes } = await all()
      return nodes
        .filter(({ nodeName }) => nodeName === '#document-fragment')
        .map(textOf)
        .join(' ')
    },
    /** Moves the mouse to the button of that name, once it can be pressed. */
    aim,
    press: async (name: string): Promise<void> => {
      await aim(name)
      await page.mouse.down()
      await page.mouse.up()
    },
  }
}
