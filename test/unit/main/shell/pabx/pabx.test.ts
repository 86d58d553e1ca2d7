import { expect, it, vi } from 'vitest'
import { createLanes } from '../../../../../src/main/core/pabx/lanes'
import { createRedactor } from '../../../../../src/main/core/secrets/redact'
import { createRequestNotes } from '../../../../../src/main/core/pabx/request-notes'
import { createPabx } from '../../../../../src/main/shell/pabx/pabx'
import { createFakeClock } from '../../../../support/clock'

it('asks again for the client that could not be loaded once', async () => {
  let times = 0
  vi.doMock('../../../../../src/main/core/pabx/vocom-client', () => {
    if (++times === 1) throw new Error('the file is busy')
    return { createVocomClient: () => ({ call: () => Promise.resolve({ ok: true, value: {} }) }) }
  })
  const pabx = createPabx(
    () => null,
    createFakeClock(),
    createRedactor(),
    createRequestNotes(),
    createLanes(),
  )
  const ask = () => pabx.call('getBreakList', { agent: 'DEV', company_id: 'company' })
  await expect(ask()).rejects.toThrow()
  expect(await ask()).toMatchObject({ ok: true })
})
