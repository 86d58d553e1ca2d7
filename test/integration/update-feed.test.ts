import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPairSync } from 'node:crypto'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { feedText, makeKeys, publicKeysOf, signFeeds } from '../../scripts/lib/updates.mjs'
import { keysOf, readRelease, readSigned, type Wanted } from '../../src/main/core/updates/update-feed'
import { readSeen, seenText } from '../../src/main/core/updates/update-seen'
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
  sign()
  publish()
})

afterEach(async () => {
  rmSync(folder, { recursive: true })
  await feed.close()
})

const sign = (options: Parameters<typeof signFeeds>[3] = {}): void =>
  void signFeeds(folder, privateKey, publicKey, options)
/** As the bar reads it. */
const load = (yaml: string): unknown => parseUpdateInfo(yaml, 'feed', new URL(feed.url))
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
    const others = makeKeys(other)
    signFeeds(folder, others.private, others.public)
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

const NOW = Date.UTC(2026, 2, 1)
const wanted: Wanted = {
  channel: 'latest-linux.yml',
  platform: 'linux',
  arch: 'x64',
  extension: 'AppImage',
  now: NOW,
  seenSerial: 0,
}
const file = { url: NAME, sha512: `${'A'.repeat(86)}==`, size: 11 }
const tree = {
  'vocom-bar-feed': 1,
  channel: 'latest-linux.yml',
  platform: 'linux',
  arch: 'x64',
  serial: 100,
  expires: new Date(NOW + 1).toISOString(),
  version: '9.0.0',
  files: [file],
}

describe('what the feed says', () => {
  it('is a version and files beside it', () => {
    const read = readRelease({ ...tree, packages: { x64: {} } }, wanted)
    expect(read).toMatchObject({ ok: true, value: { version: '9.0.0', files: [file] } })
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
    const read = readRelease({ ...tree, files: [{ ...file, ...change }] }, wanted)
    expect(read).toEqual({ ok: false, error: 'damaged' })
  })

  it('is refused without a version or a file, or without saying what it is for', () => {
    const older = { ...tree, 'vocom-bar-feed': undefined }
    for (const other of [null, 'text', { ...tree, version: 'latest' }, { ...tree, files: [] }, older])
      expect(readRelease(other, wanted)).toEqual({ ok: false, error: 'damaged' })
  })

  it.each([
    ['the text of another system', { channel: 'latest.yml', platform: 'win32' }],
    ['the text of another processor', { channel: 'latest-linux-arm64.yml', arch: 'arm64' }],
    ['another name for the same system', { channel: 'beta-linux.yml' }],
    ['no package of this kind', { files: [{ ...file, url: 'vocom-bar-setup-9.0.0-x64.exe' }] }],
    ['a package of this kind for another processor', { files: [{ ...file, url: 'b-arm64.AppImage' }] }],
  ])('is refused where it is %s', (_what, change) => {
    expect(readRelease({ ...tree, ...change }, wanted)).toEqual({ ok: false, error: 'foreign' })
  })

  it('names the packages of this kind only, whatever else lies in the feed', () => {
    const files = ['a-amd64.deb', 'a-x86_64.rpm', 'a-x86_64.AppImage', 'a-aarch64.AppImage']
    const all = { ...tree, files: files.map((url) => ({ ...file, url })) }
    for (const [extension, name] of [
      ['AppImage', 'a-x86_64.AppImage'],
      ['deb', 'a-amd64.deb'],
      ['rpm', 'a-x86_64.rpm'],
    ] as const)
      expect(readRelease(all, { ...wanted, extension })).toMatchObject({
        value: { files: [{ url: name }] },
      })
  })

  it('is refused once it has expired, and where a newer text was seen before', () => {
    expect(readRelease(tree, { ...wanted, now: NOW + 1 })).toEqual({ ok: false, error: 'expired' })
    expect(readRelease(tree, { ...wanted, seenSerial: 100 }).ok).toBe(true)
    expect(readRelease(tree, { ...wanted, seenSerial: 101 })).toEqual({ ok: false, error: 'rolled_back' })
  })

  it('is remembered for the feed that it came from', () => {
    expect(readSeen(seenText('https://a/', 7), 'https://a/')).toBe(7)
    expect(readSeen(seenText('https://a/', 7), 'https://b/')).toBe(0)
    for (const nothing of [null, '', '{}', 'x']) expect(readSeen(nothing, 'https://a/')).toBe(0)
  })
})

describe('signing', () => {
  it('says what a text is for, and until when it holds; signed again, it says so anew', () => {
    sign({ now: NOW, days: 10 })
    const first = text('latest-linux.yml')
    expect(readRelease(load(first), wanted)).toMatchObject({
      ok: true,
      value: { serial: NOW / 1_000, expires: '2026-03-11T00:00:00.000Z', files: [{ url: NAME }] },
    })
    sign({ now: NOW + 5_000, days: 10 })
    expect(text('latest-linux.yml')).toBe(
      first.replace(`serial: ${NOW / 1_000}`, `serial: ${NOW / 1_000 + 5}`).replace('00:00.000', '00:05.000'),
    )
  })

  it('tells each system and processor from the name of the feed and of its files', () => {
    rmSync(join(folder, 'latest-linux.yml'))
    for (const [feed, package_, platform, arch] of [
      ['latest.yml', 'vocom-bar-setup-9.0.0-x64.exe', 'win32', 'x64'],
      ['latest-mac.yml', 'vocom-bar-9.0.0-mac-arm64.zip', 'darwin', 'arm64'],
      ['latest-linux-arm64.yml', 'vocom-bar-9.0.0-linux-arm64.deb', 'linux', 'arm64'],
    ] as const) {
      writeFileSync(join(folder, package_), 'the program')
      writeFileSync(join(folder, feed), feedText(folder, '9.0.0', [package_]))
      sign({ now: NOW })
      expect(load(text(feed)), feed).toMatchObject({ channel: feed, platform, arch })
      rmSync(join(folder, feed))
    }
  })

  it('refuses a feed that nobody asks for, or for two kinds of processor at once', () => {
    writeFileSync(join(folder, 'latest-beos.yml'), text('latest-linux.yml'))
    expect(() => sign()).toThrow('No bar asks for a feed named latest-beos.yml')
    rmSync(join(folder, 'latest-beos.yml'))
    const names = ['a-x64.exe', 'a-arm64.exe']
    for (const name of names) writeFileSync(join(folder, name), 'the program')
    writeFileSync(join(folder, 'latest.yml'), feedText(folder, '9.0.0', names))
    expect(() => sign()).toThrow('one kind of processor')
  })

  it('refuses a private key that does not belong to the public key in the packages', () => {
    const other = mkdtempSync(join(tmpdir(), 'vocom-bar-key-'))
    const others = makeKeys(other)
    expect(() => signFeeds(folder, others.private, publicKey)).toThrow('does not belong')
    // While one key takes the place of another, the packages carry both.
    const both = text('update-public.pem') + readFileSync(others.public, 'utf8')
    expect(signFeeds(folder, others.private, both)).toEqual(['latest-linux.yml.sig'])
    rmSync(other, { recursive: true })
  })

  it('refuses a feed whose files are missing or others, and a folder without one', () => {
    writeFileSync(join(folder, NAME), 'another program')
    expect(() => sign()).toThrow('is not the file')
    rmSync(join(folder, NAME))
    expect(() => sign()).toThrow('which is not in')
    rmSync(join(folder, 'latest-linux.yml'))
    expect(() => sign()).toThrow('no feed')
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
