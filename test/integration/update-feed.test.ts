import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { feedText, makeKeys, publicKeysOf, signFeeds } from '../../scripts/lib/updates.mjs'
import { keysOf, readRelease, readSigned } from '../../src/main/core/update-feed'
import { startFeed, type FeedServer } from '../support/feed'

const NAME = 'vocom-bar-9.0.0.AppImage'

let feed: FeedServer
let folder: string
let privateKey: string
let publicKey: string

beforeEach(async () => {
  feed = await startFeed()
  folder = mkdtempSync(join(tmpdir(), 'vocom-bar-feed-'))
  const files = makeKeys(folder)
  privateKey = files.private
  publicKey = files.public
  writeFileSync(join(folder, NAME), 'the program')
  writeFileSync(join(folder, 'latest-linux.yml'), feedText(folder, '9.0.0', [NAME]))
  signFeeds(folder, privateKey)
  publish()
})

afterEach(async () => {
  rmSync(folder, { recursive: true })
  await feed.close()
})

const text = (name: string): string => readFileSync(join(folder, name), 'utf8')
function publish(): void {
  for (const name of ['latest-linux.yml', 'latest-linux.yml.sig']) feed.files.set(name, text(name))
}

const packaged = (pem: string) => keysOf({ updateKeys: publicKeysOf(pem) })
const ask = (keys = packaged(publicKey), url = `${feed.url}latest-linux.yml`) =>
  readSigned(fetch, url, keys, new AbortController().signal)

describe('the feed', () => {
  it('is believed where one of the keys in the package has signed it', async () => {
    const other = mkdtempSync(join(tmpdir(), 'vocom-bar-key-'))
    const both = text('update-public.pem') + readFileSync(makeKeys(other).public, 'utf8')
    rmSync(other, { recursive: true })
    expect(await ask(packaged(both))).toEqual({ ok: true, value: text('latest-linux.yml') })
  })

  it('is refused with other bytes under the same signature: another version, another digest', async () => {
    for (const forged of [
      text('latest-linux.yml').replace('9.0.0', '9.0.1'),
      `${text('latest-linux.yml')} `,
    ]) {
      feed.files.set('latest-linux.yml', forged)
      expect(await ask()).toEqual({ ok: false, error: 'forged' })
    }
  })

  it('is refused with the signature of another key, of nobody, or none', async () => {
    const other = mkdtempSync(join(tmpdir(), 'vocom-bar-key-'))
    signFeeds(folder, makeKeys(other).private)
    rmSync(other, { recursive: true })
    publish()
    expect(await ask()).toEqual({ ok: false, error: 'forged' })
    for (const nothing of ['', 'AAAA', `${'A'.repeat(86)}==`]) {
      feed.files.set('latest-linux.yml.sig', nothing)
      expect(await ask()).toEqual({ ok: false, error: 'forged' })
    }
    feed.files.delete('latest-linux.yml.sig')
    expect(await ask()).toEqual({ ok: false, error: 'unsigned' })
    publish()
    expect(await ask([])).toEqual({ ok: false, error: 'forged' })
  })

  it('that is not there, is endless, or sends on to another host, is not reached', async () => {
    const elsewhere = createServer((_request, response) => {
      response.writeHead(302, { location: `${feed.url}latest-linux.yml` }).end()
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const { port } = elsewhere.address() as AddressInfo
    feed.files.set('long.yml', 'x'.repeat(65 * 1024))
    for (const url of [
      `${feed.url}none.yml`,
      `${feed.url}long.yml`,
      `http://127.0.0.1:${port}/latest-linux.yml`,
    ])
      expect(await ask(undefined, url), url).toEqual({ ok: false, error: 'unreachable' })
    elsewhere.close()
    expect(feed.asked).toEqual(['none.yml', 'long.yml'])
  })
})

describe('what the feed says', () => {
  const file = { url: NAME, sha512: `${'A'.repeat(86)}==`, size: 11 }
  it('is a version and files beside it', () => {
    expect(readRelease({ version: '9.0.0', files: [file], packages: { x64: {} } })).toMatchObject({
      ok: true,
      value: { version: '9.0.0', files: [file] },
    })
    const read = readRelease({ version: '9.0.0', files: [file], packages: { x64: {} } })
    expect(read.ok && 'packages' in read.value).toBe(false)
  })

  it.each([
    { url: 'https://elsewhere.example.com/vocom-bar.AppImage' },
    { url: '../vocom-bar.AppImage' },
    { url: '..\\vocom-bar.exe' },
    { url: '' },
    { sha512: 'abc' },
    { size: 0 },
  ])('is refused with %o', (change) => {
    const tree = { version: '9.0.0', files: [{ ...file, ...change }] }
    expect(readRelease(tree)).toEqual({ ok: false, error: 'damaged' })
  })

  it('is refused without a version or a file', () => {
    for (const tree of [null, 'text', { version: 'latest', files: [file] }, { version: '9.0.0', files: [] }])
      expect(readRelease(tree)).toEqual({ ok: false, error: 'damaged' })
  })
})

describe('signing', () => {
  it('refuses a feed whose files are missing or others, and a folder without one', () => {
    writeFileSync(join(folder, NAME), 'another program')
    expect(() => signFeeds(folder, privateKey)).toThrow('is not the file')
    rmSync(join(folder, NAME))
    expect(() => signFeeds(folder, privateKey)).toThrow('which is not in')
    rmSync(join(folder, 'latest-linux.yml'))
    expect(() => signFeeds(folder, privateKey)).toThrow('no feed')
  })

  it('takes Ed25519 keys only, never overwrites one, and knows no key from a wrong text', () => {
    const { publicKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = rsa.export({ type: 'spki', format: 'pem' }).toString()
    expect(() => publicKeysOf(pem)).toThrow('Ed25519')
    expect(keysOf({ updateKeys: [pem] })).toEqual([])
    expect(keysOf({})).toEqual([])
    expect(publicKeysOf('')).toEqual([])
    expect(() => publicKeysOf('-----BEGIN NOTHING-----')).toThrow('holds no public key')
    expect(() => makeKeys(folder)).toThrow('EEXIST')
  })
})
