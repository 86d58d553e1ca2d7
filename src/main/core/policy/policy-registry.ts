import { win32 } from 'node:path'
import { isSettingName, settingTable } from '../../../shared/settings/settings'
import type { PolicySystem } from './policy-system'

const PARENT = 'HKLM\\Software\\Policies'
const NAME = 'Vocom Bar'

/** The settings in the registry, where only an administrator writes; null for none there. Rejects where it cannot be read. */
export async function registryPolicy({ run, systemRoot }: PolicySystem): Promise<unknown> {
  const program = win32.join(systemRoot, 'System32', 'reg.exe')
  const query = (key: string): Promise<string> => run(program, ['query', key, '/reg:64'])
  // The tool fails alike for a key that is not there and for one that it may not read: its parent is always there.
  const isThere = lines(await query(PARENT)).some((line) =>
    line.toLowerCase().endsWith(`\\policies\\${NAME.toLowerCase()}`),
  )
  if (!isThere) return null
  const told = await query(`${PARENT}\\${NAME}`)
  // The tool writes in the code page of its console: other letters arrive as something else.
  if (/[^\r\n\t\x20-\x7e]/.test(told)) throw new Error('the registry holds more than ASCII')
  const values = lines(told).flatMap((line) => {
    const [, name = '', type = '', text = ''] = /^ {4}(\S.*?) {4}(REG_\w+)(?: {4}(.*))?$/.exec(line) ?? []
    return type === '' ? [] : [[name, valueOf(name, type, text)] as const]
  })
  return values.length === 0 ? null : Object.fromEntries(values)
}

const lines = (text: string): readonly string[] => text.split(/\r?\n/).map((line) => line.trimEnd())

/** A switch is a number there, a list is its lines or JSON: the first reading that the setting takes. */
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
