import { expect, it } from 'vitest'
import { noPolicy } from '../../../../../src/main/core/policy/policy'
import { createSettingsStore } from '../../../../../src/main/core/settings/settings-store'

it('keeps what was saved when a listener throws, and tells the others', async () => {
  const written: unknown[] = []
  const logged: string[] = []
  const settings = createSettingsStore(
    {
      read: () => ({}),
      write: (tree) => {
        written.push(tree)
        return Promise.resolve()
      },
    },
    noPolicy,
    { info: () => undefined, warn: () => undefined, error: (message) => logged.push(message) },
  )
  const heard: string[] = []
  settings.subscribe(() => {
    throw new Error('boom')
  })
  settings.subscribe(({ language }) => heard.push(language))
  expect(await settings.save({ language: 'es' })).toMatchObject({ ok: true })
  expect(heard).toEqual(['es'])
  expect(written).toEqual([{ language: 'es' }])
  expect(logged).toEqual(['bug in a listener of the settings'])
})
