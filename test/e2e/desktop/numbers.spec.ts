import { button, expect, logIn, test, type Shift } from '../bar'
import { pressKeys } from '../harness/keys'

/*
 * Numbers as people copy them, in the real app: what stands in the bar before a key is pressed is what the PABX gets.
 */

const copy = ({ launched }: Shift, text: string): Promise<void> =>
  launched.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)

/** What the PABX was told to dial, in order. */
const dialled = async ({ requests }: Shift): Promise<unknown[]> =>
  (await requests()).filter(({ endpoint }) => endpoint === 'dial').map(({ fields }) => fields['to'])

const panelOf = ({ window }: Shift) => window.getByRole('region', { name: 'Dial' })
const previewOf = (shift: Shift) => panelOf(shift).getByText(/^Will dial: /)

async function loggedIn(shift: Shift): Promise<Shift> {
  await logIn(shift.window)
  return shift
}

test('a number copied with an en dash is shown whole, digit by digit, and dialled as shown', async ({
  startShift,
  desktop,
}) => {
  const shift = await loggedIn(await startShift())
  await copy(shift, 'Tel.: (11) 99999–0000')
  await pressKeys(desktop, 'ctrl+shift+F8')
  await expect(panelOf(shift)).toContainText('Number found in the clipboard: 11 99999-0000')
  const shown = ((await previewOf(shift).textContent()) ?? '').replace('Will dial: ', '')
  expect(shown).toBe('11999990000')
  await pressKeys(desktop, 'Return')
  await expect.poll(() => dialled(shift)).toEqual([shown])
})

test('of two copied numbers the first is proposed and the other is one key away; an extension is told', async ({
  startShift,
  desktop,
}) => {
  const shift = await loggedIn(await startShift())
  await copy(shift, '(11) 3333-4444 ramal 12\t(11) 99999-0000')
  await pressKeys(desktop, 'ctrl+shift+F8')
  await expect(previewOf(shift)).toHaveText('Will dial: 1133334444')
  await expect(panelOf(shift)).toContainText('Not dialled: ramal 12')
  await expect(button(shift.window, '11 99999-0000')).toBeVisible()
  await pressKeys(desktop, 'Down')
  await expect(previewOf(shift)).toHaveText('Will dial: 11999990000')
  await expect(panelOf(shift)).not.toContainText('ramal 12')
  await pressKeys(desktop, 'Return')
  await expect.poll(() => dialled(shift)).toEqual(['11999990000'])
})

test('the id of a call in the clipboard is offered as taking over that call', async ({
  startShift,
  desktop,
}) => {
  const shift = await loggedIn(await startShift())
  const { window, pabx } = shift
  const { call_id: id } = (await pabx.do('inbound', { agent: 'DEV', number: '1133334444' })) as {
    call_id: string
  }
  await copy(shift, `Call-ID: ${id}`)
  await pressKeys(desktop, 'ctrl+shift+F8')
  await expect(panelOf(shift)).toContainText(id)
  await expect(button(window, 'Take over this call')).toBeFocused()
  await pressKeys(desktop, 'Return')
  await expect(window.getByRole('status', { name: 'Call' })).toContainText('Inbound')
  await expect(panelOf(shift)).toBeHidden()
  await button(window, 'Hang up').click()
  await expect.poll(shift.acted).toEqual(['login', 'hangUp'])
})

test('the field shows beside the text what is dialled of it, and the other numbers one key away', async ({
  startShift,
}) => {
  const shift = await loggedIn(await startShift())
  const field = shift.window.getByRole('textbox', { name: 'Number' })
  await field.fill('+55 (0)11 99999•0000 / +55 (0xx11) 3333–4444')
  await expect(field).toHaveAccessibleDescription(/→ \+5511999990000/)
  await field.press('ArrowDown')
  await expect(field).toHaveValue('+551133334444')
  await field.press('Enter')
  await expect.poll(() => dialled(shift)).toEqual(['+551133334444'])
})

test('an order number, a document or an address in the clipboard proposes nothing', async ({
  startShift,
  desktop,
}) => {
  const shift = await loggedIn(await startShift())
  for (const text of [
    'Protocolo: 2026032512345',
    '123.456.789–09',
    'https://crm.example.com/contacts/12345678',
  ]) {
    await copy(shift, '11 99999-0000')
    await pressKeys(desktop, 'ctrl+shift+F8')
    await expect(previewOf(shift)).toHaveText('Will dial: 11999990000')
    await copy(shift, text)
    await pressKeys(desktop, 'ctrl+shift+F8')
    await expect(panelOf(shift).getByRole('textbox')).toHaveValue('')
    await pressKeys(desktop, 'Escape')
    await expect(panelOf(shift)).toBeHidden()
  }
  expect(await dialled(shift)).toEqual([])
})
