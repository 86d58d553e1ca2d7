/*
 * Windows security descriptors in SDDL, a notation that does not depend on the system's language, such as
 * `O:BAG:SYD:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)`.
 */

/** Rights by their two letters, as bits of an access mask. */
const masks: Readonly<Record<string, number>> = {
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100,
  SD: 0x1_0000,
  RC: 0x2_0000,
  WD: 0x4_0000,
  WO: 0x8_0000,
  GA: 0x1000_0000,
  GX: 0x2000_0000,
  GW: 0x4000_0000,
  GR: 0x8000_0000,
  FA: 0x1f_01ff,
  FR: 0x12_0089,
  FW: 0x12_0116,
  FX: 0x12_00a0,
}

/** Delete, write the access list, take ownership, everything. */
const TAKES_OVER = 0x1_0000 | 0x4_0000 | 0x8_0000 | 0x1000_0000
const forbidden = {
  /** Also write, append, write attributes. */
  file: TAKES_OVER | 0x4000_0000 | 0x2 | 0x4 | 0x10 | 0x100,
  /**
   * Also delete what is in the folder. Every user may add files in ProgramData; that does not change the policy's file.
   */
  folder: TAKES_OVER | 0x40,
} as const

/** Administrators of the computer and of its domain, the system, the installer of Windows. */
const administrators =
  /^(BA|SY|LA|DA|EA|S-1-5-18|S-1-5-32-544|S-1-5-21-[\d-]+-(500|512|519)|S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464)$/

/** The owner, who is checked separately. */
const owner = /^(CO|OW|S-1-3-0|S-1-3-4)$/

/** Whether only administrators can change what is there. False for anything that is not understood. */
export function isOnlyAdministrators(descriptor: string, kind: keyof typeof forbidden): boolean {
  const [, owning = '', list] =
    /^O:(S-[\d-]+|[A-Z]{2})(?:G:(?:S-[\d-]+|[A-Z]{2}))?D:[A-Z]*((?:\([^()]*\))+)(?:S:.*)?$/.exec(
      descriptor,
    ) ?? []
  if (!administrators.test(owning) || list === undefined) return false
  return [...list.matchAll(/\(([^()]*)\)/g)].every(([, entry = '']) => isHarmless(entry, forbidden[kind]))
}

function isHarmless(entry: string, forbidden: number): boolean {
  const [type = '', flags = '', rights = '', , , sid = ''] = entry.split(';')
  if (type === 'D') return true
  if (type !== 'A') return false
  // An inherit-only entry applies to what is created in the folder later, not to the folder itself.
  if (/^(..)*IO/.test(flags)) return true
  if (administrators.test(sid) || owner.test(sid)) return true
  const mask = maskOf(rights)
  return mask !== null && (mask & forbidden) === 0
}

function maskOf(rights: string): number | null {
  if (/^0x[\da-f]+$/i.test(rights)) return Number(rights)
  const letters = rights.match(/../g) ?? []
  if (letters.join('') !== rights) return null
  let mask = 0
  for (const letter of letters) {
    const bits = masks[letter]
    if (bits === undefined) return null
    mask |= bits
  }
  return mask
}
