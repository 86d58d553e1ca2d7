import fc from 'fast-check'
import { expect, it } from 'vitest'
import { steadyTime } from '../../../../../src/shared/time'
import { diagnosticsFiles } from '../../../../../src/main/core/diagnostics/diagnostics'
import { createRedactor } from '../../../../../src/main/core/secrets/redact'
import { createRequestNotes } from '../../../../../src/main/core/pabx/request-notes'
import { defaultSettings, mergeSettings } from '../../../../../src/shared/settings/settings'
import { readySnapshot } from '../../../../support/core'

const note = (at: number) =>
  ({
    at: steadyTime(at),
    method: 'POST',
    path: 'interact_cti/agent/login/',
    outcome: 'ok',
    milliseconds: 12,
  }) as const

it('holds neither the key in any form nor a whole number, wherever they stand', () => {
  const key = fc.stringMatching(/^[a-zA-Z0-9]{8,40}$/)
  const number = fc.stringMatching(/^[1-9]\d{9,12}$/)
  fc.assert(
    fc.property(key, number, (secret, digits) => {
      const redactor = createRedactor()
      redactor.hide(secret)
      const header = Buffer.from(`api_key:${secret}`).toString('base64')
      const files = diagnosticsFiles(
        {
          versions: { app: '1.0.0' },
          settings: mergeSettings({ ...defaultSettings, 'pabx.baseUrl': `https://h/${secret}` }, {}),
          policy: { kind: 'refused', why: 'untrusted', where: '/etc/vocom-bar/policy.json' },
          snapshot: readySnapshot,
          requests: [note(0)],
          log: `dialled ${digits}\nBasic ${header}\n${secret}`,
        },
        redactor,
      )
      const all = Object.values(files).join('\n')
      expect(all).not.toContain(secret)
      expect(all).not.toContain(header)
      expect(all).not.toContain(digits)
    }),
  )
})

it('keeps the last 200 requests, oldest first', () => {
  const notes = createRequestNotes()
  for (let at = 0; at < 250; at++) notes.add(note(at))
  expect(notes.all()).toHaveLength(200)
  expect(notes.all()[0]?.at).toBe(50)
  expect(notes.all().at(-1)?.at).toBe(249)
})
