import { posix, win32 } from 'node:path'

/** The file in which administrators put the policy on this system. */
export function policyFile(platform: NodeJS.Platform, programData = 'C:\\ProgramData'): string {
  if (platform === 'win32') return win32.join(programData, 'Vocom Bar', 'policy.json')
  if (platform === 'darwin') return '/Library/Application Support/Vocom Bar/policy.json'
  return posix.join('/etc', 'vocom-bar', 'policy.json')
}
