import { app } from 'electron'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { lstat, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { keptFiles } from '../../core/persistence/kept-files'
import { findPolicy, type Policy, type PolicySource } from '../../core/policy/policy'
import type { Entry, PolicySystem } from '../../core/policy/policy-system'
import { createTextFile } from '../storage/text-file'

const execute = promisify(execFile)

/** How long a Windows tool may take, so that one that hangs does not block the start; milliseconds. */
const TOOL_LIMIT_MS = 10_000

export const readPolicy = (): Promise<Policy> => findPolicy(system())

/** Reads the policy now, and lets the bar read it again. */
export async function openPolicy(userData: string): Promise<PolicySource> {
  const path = join(userData, keptFiles.standing)
  const file = createTextFile(path)
  return {
    first: await readPolicy(),
    look: readPolicy,
    standing: readJson(path),
    keep: (values) => file.write(`${JSON.stringify(values, null, 2)}\n`),
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function system(): PolicySystem {
  const named = process.env['VOCOM_BAR_POLICY'] ?? ''
  return {
    platform: process.platform,
    isInstalled: app.isPackaged,
    named: named === '' ? '' : resolve(named),
    programData: process.env['ProgramData'] ?? 'C:\\ProgramData',
    systemRoot: process.env['SystemRoot'] ?? 'C:\\Windows',
    look,
    read: (path) => readFile(path, 'utf8'),
    run: async (program, words) => {
      const { stdout } = await execute(program, words, { timeout: TOOL_LIMIT_MS, windowsHide: true })
      return stdout
    },
  }
}

async function look(path: string): Promise<Entry | null> {
  try {
    const found = await lstat(path)
    const { uid, gid, mode } = found
    return { kind: kindOf(found), uid, gid, mode }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function kindOf(found: Awaited<ReturnType<typeof lstat>>): Entry['kind'] {
  if (found.isSymbolicLink()) return 'link'
  if (found.isFile()) return 'file'
  return found.isDirectory() ? 'folder' : 'other'
}
