import { win32 } from 'node:path'
import { isSettingName, settingTable } from '../../../shared/settings/settings'
import type { PolicySystem } from './policy-system'

const PARENT = 'HKLM\\Software\\Policies'
const NAME = 'Vocom Bar'

/**
 * The settings from the part of the registry that only an administrator can write; null when there are none. Rejects
 * when it cannot be read.
 */
export async function registryPolicy({ run, systemRoot }: PolicySystem): Promise<unknown> {
  const program = win32.join(systemRoot, 'System32', 'reg.exe')
  const query = (key: string): Promise<string> => run(program, ['query', key, '/reg:64'])
  // The tool fails in the same way for a missing key and for one without read permission, so the key is looked up in
  // its parent, which always exists.
  const isThere = lines(await query(PARENT)).some((line) =>
    line.toLowerCase().endsWith(`\\policies\\${NAME.toLowerCase()}`),
  )
  if (!isThere) return null
  const output = await query(`${PARENT}\\${NAME}`)
  // The tool writes in the code page of its console, which garbles other letters.
  if (/[^\r\n\t\x20-\x7e]/.test(output)) throw new Error('the registry holds more than ASCII')
  const values = lines(output).flatMap((line) => {
    const [, name = '', type = '', text = ''] = /^ {4}(\S.*?) {4}(REG_\w+)(?: {4}(.*))?$/.exec(line) ?? []
    return type === '' ? [] : [[name, valueOf(name, type, text)] as const]
  })
  return values.length === 0 ? null : Object.fromEntries(values)
}

const lines = (text: string): readonly string[] => text.split(/\r?\n/).map((line) => line.trimEnd())

/**
 * The registry stores a switch as a number and a list as lines or JSON: returns the first reading that the setting
 * accepts.
 */
function valueOf(name: string, type: string, text: string): unknown {
  const readings = readingsOf(type, text)
  if (!isSettingName(name)) return readings[0]
  const { schema } = settingTable[name]
  return readings.find((reading) => schema.safeParse(reading).success) ?? readings[0]
}

function readingsOf(type: string, text: string): readonly unknown[] {
  if (type === 'REG_DWORD') return [Number(text), Number(text) !== 0]
  if (type === 'REG_MULTI_SZ') return [text.split('\\0').filter((line) => line !== '')]
  try {
    return [text, JSON.parse(text)]
  } catch {
    return [text]
  }
}
