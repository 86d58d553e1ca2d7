import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, logIn, openSettings, test } from '../bar'
import { chromiumProfile, startBrowser, startSite } from '../harness/browser'

test('x', async ({ startShift, desktop, userData }) => {
  const site = await startSite()
  site.put(
    '/',
    '<p id=a>Maria (11) 99999-8888 fim</p><div id=s></div><script>s.attachShadow({mode:"open"}).innerHTML="<p>tel (21) 3333-4444</p>"</script>',
  )
  const policy = join(desktop.folder, 'companion-policy.json')
  writeFileSync(
    policy,
    JSON.stringify({
      'companion.origins': [site.origin],
      'companion.popups': [`${site.origin}/popup?id={callId}&phone={number}`],
      'links.confirmDial': false,
    }),
  )
  mkdirSync(chromiumProfile(desktop), { recursive: true })
  const shift = await startShift({}, { env: { VOCOM_BAR_POLICY: policy } })
  const { window, acted } = shift
  await logIn(window)
  const settings = await openSettings(shift)
  await settings.getByRole('button', { name: 'Connect the browsers' }).click()
  await expect(settings.getByText('Connected: Chromium')).toBeVisible()
  const browser = await startBrowser(desktop, { folder: userData + '-browser', origins: [site.origin] })
  const worker = await browser.worker()
  worker.on('console', (m) => console.log('worker', m.text()))
  browser.context.on('weberror', (e) => console.log('weberror', e.error()))
  const page = await browser.open(site.origin)
  page.on('console', (m) => console.log('page', m.text()))
  await page.waitForTimeout(3000)
  console.log(await worker.evaluate('JSON.stringify([1])'))
  console.log(await worker.evaluate('chrome.storage.local.get().then(JSON.stringify)'))
  console.log(await worker.evaluate('chrome.scripting.getRegisteredContentScripts().then(JSON.stringify)'))
  await page.screenshot({ path: '/tmp/t-companion/page.png' })
  console.log(
    await page.evaluate(
      'CSS.highlights.size + " " + [...CSS.highlights].map(([n,h]) => n + [...h].map(r => r.startContainer.data + r.startOffset + "-" + r.endOffset))',
    ),
  )
  await page.getByText('99999-8888').click({ position: { x: 60, y: 8 } })
  await page.waitForTimeout(1000)
  await page.screenshot({ path: '/tmp/t-companion/page2.png' })
  console.log(await acted())
  await browser.close()
  await site.close()
})
