import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerResponse } from 'node:http'
import { feedText, makeKeys, signFeeds } from '../../../scripts/lib/updates.mjs'
import { expect } from '../bar'
import { FEED, NAME, type Keys, type Tamper } from '../harness/release'
import { test, restart } from '../release'

/** Bytes until the other side has had enough. */
function endless(response: ServerResponse): void {
  response.writeHead(200)
  const more = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 20)
  response.on('close', () => clearInterval(more))
}

/** Announces ten bytes and sends pieces for ever: Chromium reads the pieces. */
function lying(response: ServerResponse): void {
  const { socket } = response
  socket?.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n')
  const piece = Buffer.alloc(64 * 1024)
  const more = setInterval(
    () => socket?.write(Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')])),
    20,
  )
  socket?.on('close', () => clearInterval(more))
  socket?.on('error', () => undefined)
}

const tampered: readonly {
  what: string
  says: string
  tamper: (folder: () => string, keys: Keys) => Tamper
}[] = [
  {
    what: 'other bytes under the digest that was signed',
    says: 'is not what was signed',
    tamper: () => (files) => files.set(NAME, Buffer.from('evil')),
  },
  {
    what: 'more bytes than were signed, without end',
    says: 'is not what was signed',
    tamper: () => (files) => files.set(NAME, endless),
  },
  {
    what: 'more bytes than were announced, without end',
    says: 'is not what was signed',
    tamper: () => (files) => files.set(NAME, lying),
  },
  {
    what: 'other bytes and a digest that fits them',
    says: 'signature of the new release is false',
    tamper: () => (files) => {
      const text = String(files.get(FEED))
      files.set(FEED, text.replace(/sha512: .+/g, `sha512: ${'A'.repeat(86)}==`))
    },
  },
  {
    what: 'an older program under a newer number',
    says: 'signature of the new release is false',
    tamper: () => (files) => files.set(FEED, String(files.get(FEED)).replace('1.1.0\n', '1.2.0\n')),
  },
  {
    what: 'the signature of another key',
    says: 'signature of the new release is false',
    tamper: (folder) => (_files, resign) => resign(makeKeys(folder())),
  },
  {
    what: 'the genuine text for Windows in the place of the one for Linux',
    says: 'is not for this computer',
    tamper: (folder, keys) => (files) => {
      const out = folder()
      const name = 'vocom-bar-setup-1.1.0-x64.exe'
      writeFileSync(join(out, name), 'a program of Windows')
      writeFileSync(join(out, 'latest.yml'), feedText(out, '1.1.0', [name]))
      signFeeds(out, keys.private, keys.public)
      files.set(name, 'a program of Windows')
      for (const ending of ['', '.sig'])
        files.set(`${FEED}${ending}`, readFileSync(join(out, `latest.yml${ending}`)))
    },
  },
  {
    what: 'a text that was right half a year ago',
    says: 'has expired',
    tamper: () => (_files, resign) => resign(undefined, { now: Date.now() - 181 * 24 * 60 * 60_000 }),
  },
  {
    what: 'no signature',
    says: 'is not signed',
    tamper: () => (files) => files.delete(`${FEED}.sig`),
  },
]

test('a release that was tampered with is refused, told, logged and deleted; the right one is taken after it', async ({
  release,
  desktop,
}) => {
  const { window, check, publish, kept, log, keys } = release
  for (const { what, says, tamper } of tampered) {
    await test.step(what, async () => {
      publish(
        '1.1.0',
        tamper(() => mkdtempSync(join(desktop.folder, 'other-key-')), keys),
      )
      const { code, stderr } = await check()
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(says) })
      await expect(window.getByRole('alert')).toContainText(says)
      await expect(restart(window)).toBeHidden()
      expect(kept()).toEqual([])
      expect(log()).toMatch(/why: '(forged|damaged|unsigned|foreign|expired)'/)
    })
  }
  publish('1.1.0')
  expect(await check()).toMatchObject({ code: 0 })
  await expect(restart(window)).toBeVisible()
})
