import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const electron = vi.hoisted(() => ({ app: { isPackaged: false }, protocol: {}, session: {} }))
vi.mock('electron', () => electron)

beforeEach(() => vi.stubEnv('ELECTRON_RENDERER_URL', 'http://127.0.0.1:8000'))
afterEach(() => vi.unstubAllEnvs())

it.each([
  [false, 'http://127.0.0.1:8000/bar/index.html'],
  [true, 'app://bar/bar/index.html'],
])(
  'takes its pages from where the environment says only in development (packaged: %s)',
  async (isPackaged, url) => {
    electron.app.isPackaged = isPackaged
    const { isPage, pageUrl } = await import('../../../../../src/main/shell/windows/protocol')
    expect(pageUrl('bar')).toBe(url)
    expect(isPage('http://127.0.0.1:8000/bar/index.html', 'bar')).toBe(!isPackaged)
  },
)
