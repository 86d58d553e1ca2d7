import { watchedSchema } from '../../../src/shared/door/status'
import { button, expect, logIn, test } from '../bar'
import { startCli } from '../harness/cli'

test('a second process asks, commands and watches the running bar', async ({
  startShift,
  cli,
  desktop,
  userData,
}) => {
  const { window, acted, launched } = await startShift()
  const watch = startCli(desktop, ['--watch', '--json'], { userData, limitMs: 60_000 })
  const watched = () =>
    watch
      .said()
      .split('\n')
      .slice(0, -1)
      .map((line) => watchedSchema.parse(JSON.parse(line)))
  await expect.poll(() => watched().at(-1)).toMatchObject({ agent: 'DEV', state: 'loggedOut' })
  expect(await cli(['--run', 'agent.login'])).toMatchObject({ code: 0 })
  await expect(button(window, 'Break')).toBeEnabled()
  const status = await cli(['--status', '--json'])
  expect(JSON.parse(status.stdout)).toMatchObject({
    agent: 'DEV',
    branch: '2000',
    state: 'available',
    call: null,
  })
  expect(await cli(['--run', 'call.hold'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no call'),
  })
  expect(await cli(['--run', 'call.explode'])).toMatchObject({ code: 2 })
  expect(await cli(['--dial', 'abc'])).toMatchObject({ code: 2 })
  expect(await cli(['--dial', '(11) 99999-9999'])).toMatchObject({ code: 0 })
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('11 99999-9999')
  expect(await acted()).toEqual(['login', 'dial'])
  await expect
    .poll(() => watched().at(-1))
    .toMatchObject({ call: { number: '11999999999', phase: 'active' } })
  await launched.close()
  expect(await watch.ended).toMatchObject({ code: 0 })
  const revisions = watched().map(({ revision }) => revision)
  expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other))
  expect(watched().map(({ state }) => state)).toEqual(expect.arrayContaining(['loggedOut', 'available']))
})

test('a link proposes, adopts, and does no harm', async ({ startShift, cli }) => {
  const { window, acted, pabx } = await startShift()
  await logIn(window)
  await cli(['tel:+551140028922'])
  await expect(window.getByText('A link asks to dial +55 11 4002-8922')).toBeVisible()
  await window.keyboard.press('Escape')
  const { call_id: id } = (await pabx.do('inbound', { agent: 'DEV', number: '1133334444' })) as {
    call_id: string
  }
  await cli([`vocom-bar://call/${id}?number=1133334444&direction=inbound`])
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('11 3333-4444')
  const harm = await cli(['vocom-bar://hangUp'])
  expect(harm).toMatchObject({ code: 2, stderr: expect.stringContaining('not a link') })
  await expect(window.getByRole('alert')).toContainText('not a link')
  expect(await cli([`tel:${'1'.repeat(5_000)}`])).toMatchObject({ code: 2 })
  expect(await cli(['--dial', '1'.repeat(5_000)])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('too long'),
  })
  await button(window, 'Hang up').click()
  await expect(window.getByRole('status', { name: 'Call' })).toBeHidden()
  expect(await acted()).toEqual(['login', 'hangUp'])
})

test('without a bar, a status and a watch say so', async ({ cli }) => {
  const { code, stderr } = await cli(['--status'])
  expect(code).toBe(1)
  expect(stderr).toMatch(/Vocom Bar/)
  expect(await cli(['--watch'])).toMatchObject({ code: 1, stderr: expect.stringMatching(/Vocom Bar/) })
  expect((await cli(['--version'])).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/)
})
