import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { download, isStillSigned } from '../../src/main/core/updates/update-download'
import { startFeed, type FeedServer } from '../support/feed'

const PROGRAM = Buffer.alloc(300_000, 'program ')
const signedAs = (bytes: Uint8Array) => ({
  sha512: createHash('sha512').update(bytes).digest('base64'),
  size: bytes.byteLength,
})
const signed = signedAs(PROGRAM)

let feed: FeedServer
let folder: string
let path: string

beforeEach(async () => {
  feed = await startFeed()
  folder = mkdtempSync(join(tmpdir(), 'vocom-bar-download-'))
  path = join(folder, 'program')
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await feed.close()
})

const fetchFrom = (url: string, signal = new AbortController().signal) =>
  download(fetch, url, path, signed, signal)
const fetchProgram = (served: string | Uint8Array | ((response: ServerResponse) => void)) => {
  feed.files.set('program', served)
  return fetchFrom(`${feed.url}program`)
}

describe('the download of a release', () => {
  it('is what was signed', async () => {
    expect(await fetchProgram(PROGRAM)).toEqual({ ok: true, value: null })
    expect(readFileSync(path).equals(PROGRAM)).toBe(true)
  })

  it.each([
    ['other bytes', Buffer.alloc(PROGRAM.length, 'evil')],
    ['a byte less', PROGRAM.subarray(1)],
    ['a byte more', Buffer.concat([PROGRAM, Buffer.from('!')])],
  ])('is refused and deleted with %s', async (_what, bytes) => {
    expect(await fetchProgram(bytes)).toEqual({ ok: false, error: 'damaged' })
    expect(existsSync(path)).toBe(false)
  })

  it('ends with the first byte too many where the length that was announced is not kept', async () => {
    let sent = 0
    const server = createServer((socket: Socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
        const piece = Buffer.alloc(64 * 1024)
        const more = (): void => {
          if (socket.destroyed) return
          sent += piece.length
          socket.write(`${piece.length.toString(16)}\r\n`)
          socket.write(piece)
          socket.write('\r\n', more)
        }
        more()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(await fetchFrom(`http://127.0.0.1:${port}/program`)).toEqual({ ok: false, error: 'damaged' })
    expect(existsSync(path)).toBe(false)
    // What lies in the buffers of the connection beside it.
    expect(sent).toBeLessThan(64 * 1024 * 1024)
    server.close()
  })

  it('ends with the first byte too many where a small body unfolds', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024))
    const result = await fetchProgram((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bomb.length }).end(bomb),
    )
    expect(result).toEqual({ ok: false, error: 'damaged' })
    expect(existsSync(path)).toBe(false)
  })

  it('leaves nothing where the line breaks, the server has none, or sends on', async () => {
    const broken = (response: ServerResponse): void => {
      response.writeHead(200, { 'content-length': PROGRAM.length })
      response.write(PROGRAM.subarray(0, 1_000), () => response.destroy())
    }
    const elsewhere = (response: ServerResponse): void =>
      void response.writeHead(302, { location: `${feed.url}other` }).end()
    const none = (response: ServerResponse): void => void response.writeHead(404).end('none')
    for (const served of [broken, elsewhere, none]) {
      expect(await fetchProgram(served)).toEqual({ ok: false, error: 'unreachable' })
      expect(existsSync(path)).toBe(false)
    }
    expect(feed.asked).not.toContain('other')
  })

  it('is called off from outside', async () => {
    const stop = new AbortController()
    feed.files.set('program', (response) => {
      response.writeHead(200)
      response.write(PROGRAM.subarray(0, 1_000), () => stop.abort())
    })
    expect(await fetchFrom(`${feed.url}program`, stop.signal)).toEqual({ ok: false, error: 'unreachable' })
    expect(existsSync(path)).toBe(false)
  })
})

describe('what lies on the disk', () => {
  it('is still what was signed, or is not', () => {
    writeFileSync(path, PROGRAM)
    expect(isStillSigned(path, signed)).toBe(true)
    writeFileSync(path, Buffer.alloc(PROGRAM.length, 'evil'))
    expect(isStillSigned(path, signed)).toBe(false)
    writeFileSync(path, PROGRAM.subarray(1))
    expect(isStillSigned(path, signed)).toBe(false)
    rmSync(path)
    expect(isStillSigned(path, signed)).toBe(false)
  })
})
