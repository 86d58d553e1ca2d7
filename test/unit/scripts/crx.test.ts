import { unzipSync } from 'fflate'
import { createHash, generateKeyPairSync, verify } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { crxOf, zipOf } from '../../../scripts/lib/crx.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vocom-crx-'))
  mkdirSync(join(folder, '_locales', 'en'), { recursive: true })
  writeFileSync(join(folder, 'manifest.json'), '{"key":"x"}')
  writeFileSync(join(folder, '_locales', 'en', 'messages.json'), '{}')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The fields of a protocol buffer in which every field is bytes. */
function fieldsOf(bytes: Buffer): Map<number, Buffer> {
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++] ?? 0
      value += (byte % 128) * factor
      if (byte < 128) return value
    }
  }
  const fields = new Map<number, Buffer>()
  while (at < bytes.length) {
    const tag = varint()
    const length = varint()
    expect(tag % 8).toBe(2)
    fields.set(Math.floor(tag / 8), bytes.subarray(at, at + length))
    at += length
  }
  return fields
}

it('a zip holds the folder, with what was exchanged, and is the same each time', () => {
  const changed = zipOf(folder, { 'manifest.json': Buffer.from('{}') })
  const files = unzipSync(changed)
  expect(Object.keys(files)).toEqual(['_locales/en/messages.json', 'manifest.json'])
  expect(Buffer.from(files['manifest.json'] ?? []).toString()).toBe('{}')
  expect(zipOf(folder).equals(zipOf(folder))).toBe(true)
})

it('a CRX carries the zip, signed by the key from which its id comes', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const zip = zipOf(folder)
  const crx = crxOf(zip, { privateKey, publicKey: spki })
  expect(crx.subarray(0, 4).toString()).toBe('Cr24')
  expect(crx.readUInt32LE(4)).toBe(3)
  const end = 12 + crx.readUInt32LE(8)
  expect(crx.subarray(end).equals(zip)).toBe(true)
  const header = fieldsOf(crx.subarray(12, end))
  const signed = header.get(10_000) ?? Buffer.alloc(0)
  expect(fieldsOf(signed).get(1)).toEqual(createHash('sha256').update(spki).digest().subarray(0, 16))
  const proof = fieldsOf(header.get(2) ?? Buffer.alloc(0))
  expect(proof.get(1)).toEqual(spki)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(signed.length)
  const text = Buffer.concat([Buffer.from('CRX3 SignedData\0'), length, signed, zip])
  expect(verify('sha256', text, publicKey, proof.get(2) ?? Buffer.alloc(0))).toBe(true)
})
