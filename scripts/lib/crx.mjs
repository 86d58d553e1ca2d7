import { createHash, sign } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'

/*
 * Packs a browser extension: a zip, and the signed form (CRX3) that browsers fetch from a company's own feed. The header
 * is a protocol buffer of four fields, described in Chromium's components/crx_file/crx3.proto.
 */

/** The files of a folder as a zip; the same files make the same bytes. */
export function zipOf(folder, changes = {}) {
  const files = {}
  const collect = (inside) => {
    for (const name of readdirSync(join(folder, inside)).sort()) {
      const path = inside === '' ? name : `${inside}/${name}`
      if (statSync(join(folder, path)).isDirectory()) collect(path)
      else files[path] = changes[path] ?? readFileSync(join(folder, path))
    }
  }
  collect('')
  return Buffer.from(zipSync(files, { level: 9, mtime: new Date('2000-01-01T12:00:00') }))
}

/** The zip with the signature of its key in front of it. */
export function crxOf(zip, { privateKey, publicKey }) {
  const id = createHash('sha256').update(publicKey).digest().subarray(0, 16)
  const signed = field(1, id)
  const text = Buffer.concat([Buffer.from('CRX3 SignedData\0'), uint32(signed.length), signed, zip])
  const proof = Buffer.concat([field(1, publicKey), field(2, sign('sha256', text, privateKey))])
  const header = Buffer.concat([field(2, proof), field(10_000, signed)])
  return Buffer.concat([Buffer.from('Cr24'), uint32(3), uint32(header.length), header, zip])
}

/** A field of bytes: number and wire type 2, length, bytes. */
const field = (number, bytes) => Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes])

function varint(value) {
  const bytes = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest % 128) + 128)
  }
}

function uint32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
