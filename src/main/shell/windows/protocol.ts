import { app, protocol, session, type ProtocolResponse, type Session } from 'electron'
import { readFileSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'

const SCHEME = 'app'
/** Each page has its own host, because Chromium shares one zoom among all windows of a host. */
const HOSTS = ['bar', 'settings', 'reports', 'heard']

/** The address of a page, for `loadURL`. */
export const pageUrl = (page: string): string =>
  `${developmentUrl() ?? `${SCHEME}://${page}`}/${page}/index.html`

/** Whether that is the address of that page. */
export const isPage = (url: string, page: string): boolean => url.split(/[?#]/)[0] === pageUrl(page)

/** Whether that is the address of a file of the bar. */
const isOurs = (url: string): boolean => {
  const development = developmentUrl()
  const roots = development === undefined ? HOSTS.map((host) => `${SCHEME}://${host}`) : [development]
  return roots.some((root) => url.startsWith(`${root}/`))
}

/** Set by the development server. The installed app ignores the variable. */
export const developmentUrl = (): string | undefined =>
  app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "webrtc 'block'",
  // Text can become markup only through the policy that Svelte uses for its templates.
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ')

/** No `cross-origin-opener-policy`: Chromium would start a second process for each page, and no page has an opener. */
const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Called before the app is ready, because Chromium must know the scheme by then. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ])
}

/** Serves the files of one folder and nothing else. Every other request of a window is cancelled. */
export function serveApp(folder: string, onFile: () => void, to: Session = session.defaultSession): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- `handle` wants a `Response`, whose first one costs every start 30 ms
  to.protocol.registerBufferProtocol(SCHEME, (request, answer) => {
    answer(fileOf(folder, request.url))
    onFile()
  })
  to.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOurs(details.url) && !isOfDevelopment(details.url) })
  })
}

const isOfDevelopment = (url: string): boolean =>
  developmentUrl() !== undefined && /^(wss?|https?):\/\/(localhost|127\.0\.0\.1)[:/]|^devtools:/.test(url)

function fileOf(folder: string, url: string): ProtocolResponse {
  try {
    const { host, pathname } = new URL(url)
    const path = normalize(join(folder, decodeURIComponent(pathname)))
    const mimeType = types[extname(path)]
    if (!HOSTS.includes(host) || !path.startsWith(folder + sep) || mimeType === undefined) return gone
    // Read synchronously: a few small files, each of which the page waits for.
    return { data: readFileSync(path), mimeType, charset: 'utf-8', headers }
  } catch {
    return gone
  }
}

const gone: ProtocolResponse = { statusCode: 404, data: Buffer.alloc(0) }
