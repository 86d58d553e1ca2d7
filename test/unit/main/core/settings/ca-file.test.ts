import { expect, it } from 'vitest'
import { noPolicy } from '../../../../../src/main/core/policy/policy'
import { createCaFile } from '../../../../../src/main/core/settings/ca-file'
import { createSettingsStore } from '../../../../../src/main/core/settings/settings-store'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function setUp(chosen: string | null) {
  const asked: string[] = []
  const settings = createSettingsStore(
    { read: () => ({ pabx: { caFile: '/kept.pem' } }), write: () => Promise.resolve() },
    noPolicy,
    log,
  )
  const isReadable = (path: string) => {
    asked.push(path)
    return path.endsWith('.pem')
  }
  return { caFile: createCaFile({ ask: () => Promise.resolve(chosen), isReadable }, settings), asked }
}

it('opens no file that a page names, unless it was chosen in the dialog or is in force', async () => {
  const { caFile, asked } = setUp('/chosen.pem')
  expect(caFile.whyNot('/chosen.pem')?.key).toBe('setting_ca_unchosen')
  expect(asked).toEqual([])
  expect(await caFile.choose()).toEqual({ ok: true, path: '/chosen.pem' })
  expect(caFile.whyNot('/chosen.pem')).toBeNull()
  expect(caFile.whyNot('/kept.pem')).toBeNull()
  expect(caFile.whyNot('')).toBeNull()
})

it('says of a file without certificates that it is one, and does not take it', async () => {
  const { caFile } = setUp('/letter.txt')
  expect(await caFile.choose()).toEqual({ ok: false, sentence: { key: 'setting_ca_invalid' } })
  expect(caFile.whyNot('/letter.txt')?.key).toBe('setting_ca_unchosen')
})

it('takes a dialog that was closed for no choice', async () => {
  expect(await setUp(null).caFile.choose()).toBeNull()
})
