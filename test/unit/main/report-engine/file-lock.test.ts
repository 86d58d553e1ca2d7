import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockPart, lockPathOf } from '../../../../src/main/report-engine/file-lock'

let folder = ''
let part = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vocom-bar-lock-'))
  part = join(folder, 'x.csv.part')
})
afterEach(() => rmSync(folder, { recursive: true }))

const held = (pid: number, host = hostname()): void =>
  writeFileSync(lockPathOf(part), JSON.stringify({ pid, host, token: 'other' }))
const longAgo = new Date(Date.now() - 3_600_000)

it('a part has one writer; when that one lets go, the next may write', async () => {
  const letGo = await lockPart(part)
  expect(letGo).not.toBeNull()
  expect(await lockPart(part)).toBeNull()
  await letGo?.()
  expect(existsSync(lockPathOf(part))).toBe(false)
  const again = await lockPart(part)
  expect(again).not.toBeNull()
  await again?.()
})

it('of many that begin at once, one writes', async () => {
  for (const before of ['free', 'dead'] as const) {
    if (before === 'dead') held(spawnSync('true').pid)
    const all = await Promise.all(Array.from({ length: 8 }, () => lockPart(part)))
    const taken = all.filter((letGo) => letGo !== null)
    expect(taken, before).toHaveLength(1)
    await taken[0]?.()
  }
})

it('a writer that died holds nobody up', async () => {
  held(spawnSync('true').pid)
  const letGo = await lockPart(part)
  expect(letGo).not.toBeNull()
  await letGo?.()
})

it('a writer of another process or computer is respected for as long as it shows that it lives', async () => {
  const other = spawn('sleep', ['60'])
  held(other.pid ?? 0)
  expect(await lockPart(part)).toBeNull()
  other.kill()
  held(1, 'another.example.com')
  expect(await lockPart(part)).toBeNull()
  utimesSync(lockPathOf(part), longAgo, longAgo)
  const letGo = await lockPart(part)
  expect(letGo).not.toBeNull()
  await letGo?.()
})

it('lets go of its own only', async () => {
  const letGo = await lockPart(part)
  held(process.pid)
  await letGo?.()
  expect(readFileSync(lockPathOf(part), 'utf8')).toContain('other')
})
