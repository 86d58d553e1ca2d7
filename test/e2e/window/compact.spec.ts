import { violations } from '../axe'
import { button, expect, inACall, test } from '../bar'

test('a compact bar is 560 pixels wide, keeps every name, and its panels are as high as what they show', async ({
  startShift,
}) => {
  const { window } = await startShift({ bar: { compact: true } })
  const size = () => window.evaluate<[number, number]>('[innerWidth, innerHeight]')
  await expect(button(window, 'Log in')).toBeEnabled()
  for (const name of ['Log in', 'Dial', 'Team', 'Reports', 'Settings', 'Hang up'])
    await expect(button(window, name)).toBeVisible()
  expect(await size()).toEqual([560, 56])

  await inACall(window)
  for (const name of ['Break', 'Hold', 'Transfer', 'Hang up'])
    await expect(button(window, name)).toBeInViewport({ ratio: 1 })
  expect(await violations(window)).toEqual([])

  // The height of the contents and the frame: no empty half, and nothing to scroll to.
  const fits = () =>
    window.evaluate<boolean>(`
      (() => {
        const panel = document.querySelector('section.panel')
        const more = panel.getBoundingClientRect().height - panel.firstElementChild.getBoundingClientRect().height
        return more >= 26 && more < 28
      })()`)
  await button(window, 'Transfer').click()
  await window.getByRole('textbox', { name: 'Transfer to' }).fill('BARB')
  await expect.poll(fits).toBe(true)
  await button(window, 'Break').click()
  await expect(window.getByRole('option').first()).toBeVisible()
  await expect.poll(fits).toBe(true)
})
