import { button, expect, test } from '../bar'
import { hostNotifications } from '../harness/notifications'

const LANCHE = '0c8a9f1f-b49d-42d5-9b6b-2c108619aa7c'

test('the name of a break is text in a notification of the system, and no markup', async ({
  startShift,
  desktop,
}) => {
  const notifications = await hostNotifications(desktop)
  const shift = await startShift({ breaks: { notify: true, warnMinutesBefore: 5 } })
  const name = '<b>x</b> & <a href="http://e">y</a>'
  await shift.pabx.do('rename-break', { break_id: LANCHE, name })
  await button(shift.window, 'Log in').click()
  await button(shift.window, 'Break').click()
  await shift.window.getByRole('option', { name: /href/ }).click()
  await expect
    .poll(() => notifications.shown)
    .toEqual([
      {
        title: 'Vocom Bar',
        body: '&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href="http://e"&gt;y&lt;/a&gt;: ends in 5 min.',
      },
    ])
  notifications.close()
})
