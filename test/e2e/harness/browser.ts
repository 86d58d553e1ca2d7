import { chromium, type BrowserContext, type Page, type Worker } from '@playwright/test'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'
import { companionFolder } from '../../../scripts/lib/companion.mjs'

export type Site = {
  readonly origin: string
  /** Serves that page at that path, with these headers. */
  readonly put: (path: string, html: string, headers?: Record<string, string>) => void
  readonly close: () => Promise<void>
}

/** A web server of the company's: pages that a test puts there. */
export async function startSite(): Promise<Site> {
  const pages = new Map<string, { readonly html: string; readonly headers: Record<string, string> }>()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const page = pages.get(pathname)
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      ...page?.headers,
    })
    response.end(page?.html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (path, html, headers = {}) => void pages.set(path, { html, headers }),
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
  /** The extension's own worker. */
  readonly worker: () => Promise<Worker>
  readonly close: () => Promise<void>
}

/** Where Chromium keeps its profiles: the bar writes the relay's manifest there. */
export const chromiumProfile = (desktop: Desktop): string =>
  join(desktop.env['XDG_CONFIG_HOME'] ?? join(desktop.env['HOME'] ?? '', '.config'), 'chromium')

/** Debian's Chromium with the extension, as the company's installation has it: granted its pages. */
export async function startBrowser(
  desktop: Desktop,
  { folder, origins }: { readonly folder: string; readonly origins: readonly string[] },
): Promise<Browser> {
  mkdirSync(folder, { recursive: true })
  const extension = join(folder, 'extension')
  cpSync(companionFolder, extension, { recursive: true })
  const manifest = join(extension, 'manifest.json')
  const declared = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>
  const granted = { ...declared, host_permissions: origins.map((origin) => `${origin}/*`) }
  writeFileSync(manifest, JSON.stringify(granted))
  const sandbox = process.getuid?.() !== 0
  const context = await chromium.launchPersistentContext(chromiumProfile(desktop), {
    executablePath: '/usr/bin/chromium',
    headless: false,
    chromiumSandbox: sandbox,
    env: desktop.env,
    viewport: null,
    ignoreDefaultArgs: ['--disable-extensions', '--disable-component-extensions-with-background-pages'],
    args: [
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
      '--no-first-run',
      '--disable-gpu',
    ],
  })
  return {
    context,
    open: async (url) => {
      const page = await context.newPage()
      await page.goto(url)
      return page
    },
    worker: async () => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker'),
    close: () => context.close(),
  }
}
